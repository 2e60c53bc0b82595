// y = LayerNorm(word[id] + position[place in its sequence] + type[type id]), a work-group for each
// token.
// Needs storage.cl and layer_norm.cl before it.
//
//     word [vocabulary, DIM], position [positions, DIM], type [types, DIM], y [total, DIM]: [r*DIM + c]
//
//     tokens [3*total]  ┌─────────┬─────────┬──────────┐
//                       │ ids     │ places  │ type ids │  total of each
//                       └─────────┴─────────┴──────────┘

#ifndef TYPES
#define TYPES 1 // whether there is a table of types
#endif

// Work-groups: [total].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void embed(global const int* tokens, global const STORED* word, global const STORED* position,
                  global const STORED* type, global const float* weight, global const float* bias,
                  float eps, global STORED* y) {
    local float sums[ITEMS];
    size_t token = get_group_id(0);
    size_t total = get_num_groups(0);
    global const STORED* w = word + tokens[token] * (size_t)DIM;
    global const STORED* p = position + tokens[total + token] * (size_t)DIM;
    global const STORED* t = type + tokens[2 * total + token] * (size_t)DIM;
    float values[PARTS];
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        int c = column(part);
        values[part] = c < DIM ? load(w, c) + load(p, c) : 0.0f;
#if TYPES
        values[part] += c < DIM ? load(t, c) : 0.0f;
#endif
    }
    normalize(values, weight, bias, eps, y + token * DIM, sums);
}
