// How the values of tensors and weights lie in memory: as floats, or as halves, which become floats
// when they are read and are rounded to the nearest when they are written. Every device can do that,
// with half arithmetic or without.

#ifndef STORAGE
#define STORAGE 32 // bits of a value: 32 or 16
#endif

#if STORAGE == 16
#define STORED half
#else
#define STORED float
#endif

float load(global const STORED* from, size_t at) {
#if STORAGE == 16
    return vload_half(at, from);
#else
    return from[at];
#endif
}

// Four values from one on whose place is a multiple of 4.
float4 load_quad(global const STORED* from, size_t at) {
#if STORAGE == 16
    return vloada_half4(at / 4, from);
#else
    return *(global const float4*)(from + at);
#endif
}

void store(float value, global STORED* to, size_t at) {
#if STORAGE == 16
    vstore_half_rte(value, at, to);
#else
    to[at] = value;
#endif
}
