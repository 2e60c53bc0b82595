// The functions that an operation applies to single values, in fused multiply-adds and polynomials of
// our own: those of the language may be wrong by as much as 16 ulp, and by what else on each device.
// Minimax coefficients by weighted least squares (Lawson's algorithm), rounded to float.

#pragma OPENCL FP_CONTRACT OFF // every device shall round where the text does

#ifndef ACTIVATION
#define ACTIVATION 0 // what activate() is: 0 x, 1 GELU, 2 ReLU, 3 tanh
#endif

// exp(x) for -88 <= x <= 88: x = n·ln 2 + r with |r| <= ln 2 / 2, exp x = 2ⁿ·exp r,
// exp r = 1 + r + r²·q(r).
float bounded_exp(float x) {
    // 1.5·2²³ added to a small number leaves the nearest integer in the low mantissa bits.
    float shifted = fma(x, 0x1.715476p0f, 0x1.8p23f);
    float n = shifted - 0x1.8p23f;
    // ln 2 in two parts; the first has zeros enough that n times it is exact.
    float r = fma(n, -0x1.62e4p-1f, x);
    r = fma(n, -0x1.7f7d1cp-20f, r);
    float q = fma(0.0013814464f, r, 0.008368781f);
    q = fma(q, r, 0.04166839f);
    q = fma(q, r, 0.1666652f);
    q = fma(q, r, 0.49999994f);
    float p = fma(fma(q, r, 1.0f), r, 1.0f);
    // 2ⁿ is put together from bits: n stands at the low end of the shifted sum.
    return p * as_float((as_uint(shifted) << 23) + as_uint(1.0f));
}

// exp(x) for x up to 88, within 2 ulp; 0 below -87.7.
float exponential(float x) {
    return bounded_exp(x < -88.0f ? -88.0f : x); // at -88, n is -127, which as an exponent makes 0
}

// max(x, 0), NaN for NaN.
float relu(float x) {
    return x < 0.0f ? 0.0f : x;
}

// x·Φ(x) = max(x, 0) - |x|·Φ(-|x|), within 2e-7 or one rounding of the result, whichever is more.
//
// a·Φ(-a) = u·S(u)·exp(-a²/2) with u = a / (a + 2), which maps a >= 0 to [0, 1) and makes S a
// polynomial of degree 7.
float gelu(float x) {
    float a = fabs(x);
    a = a > 13.266f ? 13.266f : a; // beyond, x·Φ(-x) has left the normal floats
    float u = a / (a + 2.0f);
    float s = fma(-0.05115985f, u, -0.0011761037f);
    s = fma(s, u, 0.047209963f);
    s = fma(s, u, 0.10232517f);
    s = fma(s, u, 0.0860315f);
    s = fma(s, u, -0.19167057f);
    s = fma(s, u, -0.5957615f);
    s = fma(s, u, 0.9999999f);
    return relu(x) - u * s * bounded_exp(-(a * a * 0.5f));
}

// tanh(x) within 4 ulp: an odd polynomial below 0.625, 1 - 2 / (exp(2|x|) + 1) beyond, where 1 is
// reached at 9.2.
float hyperbolic_tangent(float x) {
    float a = fabs(x);
    float clamped = a > 10.0f ? 10.0f : a;
    float far = 1.0f - 2.0f / (bounded_exp(clamped + clamped) + 1.0f);
    float square = a * a;
    float p = fma(-0.005717037f, square, 0.020650579f);
    p = fma(p, square, -0.053743497f);
    p = fma(p, square, 0.13331491f);
    p = fma(p, square, -0.33333284f);
    float near = fma(p * square, a, a);
    float magnitude = a < 0.625f ? near : far;
    return x < 0.0f ? -magnitude : magnitude;
}

float activate(float x) {
#if ACTIVATION == 1
    return gelu(x);
#elif ACTIVATION == 2
    return relu(x);
#elif ACTIVATION == 3
    return hyperbolic_tangent(x);
#else
    return x;
#endif
}
