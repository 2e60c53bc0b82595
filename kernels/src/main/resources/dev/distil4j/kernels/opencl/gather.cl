// y = the selected rows of x. Needs storage.cl before it.
//
//     x [total, cols], y [count, cols]: [r*cols + c]        selected [count]: rows of x

#ifndef ITEMS
#define ITEMS 64 // items of a work-group: columns that are copied at once
#endif

// Work-groups: [cols / ITEMS rounded up, count].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void gather(global const STORED* x, global const int* selected, global STORED* y, int cols) {
    int c = get_global_id(0);
    size_t row = get_global_id(1);
    if (c < cols) {
        store(load(x, (size_t)selected[row] * cols + c), y, row * cols + c);
    }
}
