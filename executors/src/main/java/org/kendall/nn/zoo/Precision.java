package org.kendall.nn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * The type of numbers that a TorchScript module takes and gives. There is no bfloat16: DJL's casts
 * to it end the whole process.
 */
public enum Precision {
  FLOAT32(DataType.FLOAT32),
  FLOAT16(DataType.FLOAT16);

  private final DataType type;

  Precision(DataType type) {
    this.type = type;
  }

  DataType type() {
    return type;
  }

  /** As a module takes it. */
  NDArray enter(NDArray array) {
    return array.toType(type, false);
  }
}
