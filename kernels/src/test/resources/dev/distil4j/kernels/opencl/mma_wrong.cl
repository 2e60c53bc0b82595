// After mma_emulated.cl: a device that takes the two halves of b for each other.
void multiply_add_swapped(Warp* warp, float* c, const uint* a, const uint* b) {
    uint swapped[2] = {b[1], b[0]};
    multiply_add(warp, c, a, swapped);
}

#define multiply_add multiply_add_swapped
