// y = the selected rows of x.
//
//     x [total, cols], y [count, cols]: [r*cols + c]        selected [count]: rows of x

#ifndef ITEMS
#define ITEMS 64 // items of a work-group: columns that are copied at once
#endif

// Work-groups: [cols / ITEMS rounded up, count].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void gather(global const float* x, global const int* selected, global float* y, int cols) {
    int c = get_global_id(0);
    size_t row = get_global_id(1);
    if (c < cols) {
        y[row * cols + c] = x[(size_t)selected[row] * cols + c];
    }
}
