package org.kendall.spark;

import ai.djl.engine.Engine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.kendall.evaluate.TrialLog;

/**
 * Makes an executor ready before its first task: it knows Hadoop's settings, has a line to the
 * driver, and has loaded PyTorch once, with one native thread per slot. An executor where that
 * fails tells the driver why before it ends.
 */
public final class KendallPlugin implements SparkPlugin {
  private static final Logger LOG = LogManager.getLogger(KendallPlugin.class);

  private static volatile boolean gaveUp;

  /** Whether the last application was given up, since no executor was able to work. */
  static boolean gaveUp() {
    return gaveUp;
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  /** Gives up when executors end again and again and none is ready: Spark would go on for ever. */
  private static final class OnDriver implements DriverPlugin {
    private static final int FAILURES_ALLOWED = 3;

    private SparkContext spark;
    private boolean anyReady;
    private int failures;

    @Override
    public Map<String, String> init(SparkContext sc, PluginContext context) {
      spark = sc;
      gaveUp = false;
      return Map.of();
    }

    @Override
    public Object receive(Object message) {
      return message instanceof DriverLine.Call call ? DriverLine.answer(call) : ready(message);
    }

    private synchronized Object ready(Object ready) {
      if (ready.equals(true)) {
        anyReady = true;
      } else if (++failures > FAILURES_ALLOWED && !anyReady) {
        gaveUp = true;
        LOG.error("No executor is able to work: the run is given up.");
        // Not on this thread: it delivers the messages that stopping waits for.
        new Thread(spark::stop, "give-up").start();
      }
      return ready;
    }
  }

  private static final class OnExecutor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> extraConf) {
      HadoopSettings.apply(context.conf());
      DriverLine.open(context);
      TrialLog.listen();
      String host = hostName();
      try {
        Engine engine = loadPyTorch();
        if (context.resources().containsKey("gpu") && engine.getGpuCount() == 0) {
          LOG.warn(
              "The executor on {} has a GPU, but its PyTorch finds none.\n"
                  + "Maybe build with mvn -Pgpu package, or look at the machine with nvidia-smi.",
              host);
        }
      } catch (RuntimeException | LinkageError e) {
        String message =
            "PyTorch cannot be loaded on %s: %s.\nMaybe its jar in natives/ is not for this machine, or DJL_CACHE_DIR (%s) cannot be written."
                .formatted(host, rootMessage(e), System.getenv("DJL_CACHE_DIR"));
        tell(context, false);
        throw new IllegalStateException(message, e);
      }
      tell(context, true);
    }
  }

  /** {@code PluginContext.hostname()} throws in an executor, which serves no RPC. */
  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }

  private static Engine loadPyTorch() {
    // Read once per process, at the first operation. Slots with more threads fight for cores.
    System.getProperties().putIfAbsent("ai.djl.offline", "true");
    System.getProperties().putIfAbsent("ai.djl.pytorch.num_threads", "1");
    System.getProperties().putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    return Engine.getEngine("PyTorch");
  }

  /** Waits until the driver has heard it: an executor that fails ends at once. */
  private static void tell(PluginContext context, Boolean ready) {
    try {
      context.ask(ready);
    } catch (Exception e) {
      LOG.warn("The driver could not be told how this executor is", e);
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
