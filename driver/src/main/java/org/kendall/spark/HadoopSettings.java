package org.kendall.spark;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.kendall.data.Storage;
import scala.Tuple2;

/** The Hadoop properties among Spark's: those that begin with {@code spark.hadoop.}. */
final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Lets this process read its data by them. */
  static void apply(SparkConf conf) {
    Map<String, String> properties = new HashMap<>();
    for (Tuple2<String, String> entry : conf.getAllWithPrefix(PREFIX)) {
      properties.put(entry._1(), entry._2());
    }
    Storage.configure(properties);
  }
}
