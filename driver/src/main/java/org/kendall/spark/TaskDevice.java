package org.kendall.spark;

import ai.djl.Device;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The processor that Spark gave to the running task: its GPU if it has one, else the CPU. */
final class TaskDevice {
  private TaskDevice() {}

  static Device current() {
    Map<String, ResourceInformation> resources = TaskContext.get().resourcesJMap();
    ResourceInformation gpu = resources.get("gpu");
    return gpu == null ? Device.cpu() : Device.gpu(Integer.parseInt(gpu.addresses()[0]));
  }
}
