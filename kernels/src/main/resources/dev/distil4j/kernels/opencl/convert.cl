// y = x, halves from floats or floats from halves: where a tensor meets weights of another storage.
// Needs storage.cl before it; STORAGE is that of y.

#ifndef ITEMS
#define ITEMS 64 // of a work-group, each for one value
#endif

// Work-groups: [count / ITEMS, rounded up].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
#if STORAGE == 16
kernel void convert(global const float* x, global half* y, int count) {
    int i = get_global_id(0);
    if (i < count) {
        vstore_half_rte(x[i], i, y);
    }
}
#else
kernel void convert(global const half* x, global float* y, int count) {
    int i = get_global_id(0);
    if (i < count) {
        y[i] = vload_half(i, x);
    }
}
#endif
