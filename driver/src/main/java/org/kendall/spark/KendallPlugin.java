package org.kendall.spark;

import ai.djl.engine.Engine;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Makes an executor ready before its first task: loads PyTorch once, with one native thread per
 * slot, so that a machine where it cannot be loaded is found out at once.
 */
public final class KendallPlugin implements SparkPlugin {
  private static final Logger LOG = LogManager.getLogger(KendallPlugin.class);

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {};
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        Engine engine = loadPyTorch(context.hostname());
        if (context.resources().containsKey("gpu") && engine.getGpuCount() == 0) {
          LOG.warn(
              "The executor on {} has GPUs ({}), but its PyTorch finds none.\n"
                  + "Maybe build with mvn -Pgpu package, or look at the driver with nvidia-smi.",
              context.hostname(),
              String.join(", ", context.resources().get("gpu").addresses()));
        }
      }
    };
  }

  private static Engine loadPyTorch(String host) {
    // Read once per process, at the first operation. Slots with more threads fight for cores.
    System.getProperties().putIfAbsent("ai.djl.offline", "true");
    System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
    System.getProperties().putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "PyTorch cannot be loaded on %s: %s.\nMaybe its jar in natives/ is not for this machine, or DJL_CACHE_DIR (%s) cannot be written."
              .formatted(host, rootMessage(e), System.getenv("DJL_CACHE_DIR")),
          e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
