// Wrong on purpose: the last item writes behind the end of y.
//
//     y [n]    | 0 | 1 | … | n-1 | here

kernel void sample(global float* y) {
  y[get_global_id(0) + 1] = 1.0f;
}
