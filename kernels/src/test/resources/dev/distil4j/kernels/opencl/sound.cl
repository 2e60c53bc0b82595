// What race.cl is with its barrier.

#ifndef ITEMS
#define ITEMS 16  // of a work-group
#endif

__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void sample(global float* y) {
  local float shared[ITEMS];
  int item = get_local_id(0);
  shared[item] = (float)item;
  barrier(CLK_LOCAL_MEM_FENCE);
  y[get_global_id(0)] = shared[(item + 1) % ITEMS];
}
