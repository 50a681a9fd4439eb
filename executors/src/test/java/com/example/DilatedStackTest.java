package com.example;

import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.SearchSpaceContract;

class DilatedStackTest extends SearchSpaceContract<DilatedStack.Dilations> {
  @Override
  protected SearchSpace<DilatedStack.Dilations> space() {
    return new DilatedStack(4);
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return space().decode(candidate).layers().stream().sorted().toList();
  }
}
