// y = LayerNorm(x + residual) and y = LayerNorm(x), a work-group for each row.
// Needs storage.cl and layer_norm.cl before it.
//
//     x, residual, y [rows, DIM]: [r*DIM + c]        weight, bias [DIM]

// Work-groups: [rows].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void add_norm(global const STORED* x, global const STORED* residual,
                     global const float* weight, global const float* bias, float eps,
                     global STORED* y) {
    local float sums[ITEMS];
    size_t row = get_group_id(0) * (size_t)DIM;
    float values[PARTS];
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        int c = column(part);
        values[part] = c < DIM ? load(x, row + c) + load(residual, row + c) : 0.0f;
    }
    normalize(values, weight, bias, eps, y + row, sums);
}

// Work-groups: [rows].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void norm(global const STORED* x, global const float* weight, global const float* bias,
                 float eps, global STORED* y) {
    local float sums[ITEMS];
    size_t row = get_group_id(0) * (size_t)DIM;
    float values[PARTS];
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        int c = column(part);
        values[part] = c < DIM ? load(x, row + c) : 0.0f;
    }
    normalize(values, weight, bias, eps, y + row, sums);
}
