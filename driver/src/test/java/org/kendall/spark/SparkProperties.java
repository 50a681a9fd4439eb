package org.kendall.spark;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** System properties that Spark reads as settings, until a test has ended. Its pages are off. */
final class SparkProperties implements AfterEachCallback {
  private final List<String> names = new ArrayList<>();

  void set(String name, String value) {
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty(name, value);
    names.addAll(List.of(name, "spark.ui.enabled"));
  }

  /** Executors in processes of their own, which know the classes of the tests. */
  void localCluster(String master) {
    set("spark.master", master);
    set("spark.executor.extraClassPath", System.getProperty("surefire.test.class.path"));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    names.forEach(System::clearProperty);
    names.clear();
  }
}
