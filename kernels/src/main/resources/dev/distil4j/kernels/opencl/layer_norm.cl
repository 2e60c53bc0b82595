// Layer normalisation of a row that a work-group holds in registers. Needs storage.cl before it.
//
//     item     0  1  2  …  ITEMS-1
//     columns  0  1  2  …            and the columns ITEMS further on, and so on
//              └──────────────────── part 0 of every item, then part 1, …
//
// The order of a sum depends on DIM and ITEMS alone.

#pragma OPENCL FP_CONTRACT OFF // every device shall round where the text does

#ifndef DIM
#define DIM 768 // length of a row
#endif
#ifndef ITEMS
#define ITEMS 64 // items of a work-group, a power of two
#endif

#define PARTS ((DIM + ITEMS - 1) / ITEMS) // values of a row that an item holds

// The column of an item's value, beyond DIM for those that do not exist.
int column(int part) {
    return get_local_id(0) + part * ITEMS;
}

// The sum of every item's value: halves are added to halves.
float sum_of_items(float value, local float* sums) {
    int item = get_local_id(0);
    sums[item] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int rest = ITEMS / 2; rest > 0; rest /= 2) {
        if (item < rest) {
            sums[item] += sums[item + rest];
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    float sum = sums[0];
    barrier(CLK_LOCAL_MEM_FENCE); // before somebody begins the next sum
    return sum;
}

// (x - mean) / √(variance + eps) · weight + bias of one row [DIM], to y [DIM].
//
// The mean is corrected by the mean of what is left: a row of nearly equal values has a tiny variance,
// whose root would blow the rounding of a plain mean up. Inlined, or the row would leave the registers.
__attribute__((always_inline))
void normalize(const float* x, global const float* weight, global const float* bias, float eps,
               global STORED* y, local float* sums) {
    float sum = 0.0f;
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        sum += column(part) < DIM ? x[part] : 0.0f;
    }
    float mean = sum_of_items(sum, sums) / DIM;
    sum = 0.0f;
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        sum += column(part) < DIM ? x[part] - mean : 0.0f;
    }
    mean += sum_of_items(sum, sums) / DIM;
    sum = 0.0f;
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        float deviation = column(part) < DIM ? x[part] - mean : 0.0f;
        sum = fma(deviation, deviation, sum);
    }
    float variance = sum_of_items(sum, sums) / DIM;
    float scale = 1.0f / sqrt(variance + eps);
#pragma unroll
    for (int part = 0; part < PARTS; part++) {
        int c = column(part);
        if (c < DIM) {
            store(fma((x[part] - mean) * scale, weight[c], bias[c]), y, c);
        }
    }
}
