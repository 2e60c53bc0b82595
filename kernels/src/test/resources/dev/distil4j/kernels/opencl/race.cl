// Wrong on purpose: an item reads what its neighbour writes, with no barrier between them.

#ifndef ITEMS
#define ITEMS 16  // of a work-group
#endif

__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void sample(global float* y) {
  local float shared[ITEMS];
  int item = get_local_id(0);
  shared[item] = (float)item;
  y[get_global_id(0)] = shared[(item + 1) % ITEMS];
}
