package org.kendall.spark;

import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialFolders;
import org.kendall.report.Rows;
import org.kendall.search.Dispatcher;

/** A Spark application: what a search needs of the cluster, and all that it sees of it. */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Cluster.class);

  /** Executors come one by one; so long without a new one, and the search begins. */
  private static final int SETTLED_SECONDS = 3;

  private final SparkSession session;

  private Cluster(SparkSession session) {
    this.session = session;
  }

  /**
   * Starts the application on the master that spark-submit was given, else on this machine's cores,
   * and waits for its first executors.
   *
   * @param name what to call it where people watch the cluster
   * @param problems all that it will be asked to dispatch
   * @throws MasterUnreachableException if a standalone master does not answer
   */
  public static Cluster open(String name, Problem<?>... problems) throws InterruptedException {
    SparkConf conf = new SparkConf().setAppName(name).setIfMissing("spark.master", "local[*]");
    requireReachable();
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    conf.set("spark.kryo.registrationRequired", "true");
    conf.set("spark.kryo.registrator", KendallRegistrator.class.getName());
    conf.set(KendallRegistrator.RECORDS, JobClasses.of(problems));
    conf.set("spark.plugins", KendallPlugin.class.getName());
    conf.setIfMissing("spark.locality.wait", "0");
    // What does not end when its task is killed is ended with its executor.
    conf.setIfMissing("spark.task.reaper.enabled", "true");
    conf.setIfMissing("spark.task.reaper.pollingInterval", "1s");
    conf.setIfMissing("spark.task.reaper.killTimeout", "10s");
    if (!Stream.of(problems).allMatch(problem -> problem.evaluator().mayRunTwice())) {
      conf.set("spark.speculation", "false");
    }
    Cluster cluster = new Cluster(SparkSession.builder().config(conf).getOrCreate());
    cluster.awaitExecutors();
    return cluster;
  }

  /**
   * Returns if the master that spark-submit was given takes connections, as far as can be told
   * before an application starts.
   *
   * @throws MasterUnreachableException if a standalone master does not answer
   */
  public static void requireReachable() {
    StandaloneMaster.requireReachable(new SparkConf().get("spark.master", ""));
  }

  /** Lets the driver read data by the Hadoop settings that spark-submit was given. */
  public static void applyHadoopSettings() {
    HadoopSettings.apply(new SparkConf());
  }

  /** The Hadoop settings that spark-submit was given; known before an application starts. */
  public static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /** Whether the cluster's configuration lets any job start programs on its executors. */
  public static boolean allowsPrograms() {
    return new SparkConf().getBoolean("spark.kendall.allowProcess", false);
  }

  private void awaitExecutors() throws InterruptedException {
    if (master().startsWith("local[") || master().equals("local")) {
      return;
    }
    LOG.info("Waiting for executors from {}", master());
    int before = 0;
    for (int settled = 0; before == 0 || settled < SETTLED_SECONDS; settled++) {
      Thread.sleep(1_000);
      if (context().isStopped()) {
        throw KendallPlugin.gaveUp()
            ? new IllegalStateException("None of the cluster's executors is able to work.")
            : MasterUnreachableException.refused(master());
      }
      settled = slots() > before ? 0 : settled;
      before = slots();
    }
  }

  /** Spark's name for the cluster, such as {@code local[2]} or {@code spark://host:7077}. */
  public String master() {
    return context().master();
  }

  /** How many trials can run at once, now. */
  public int slots() {
    return context()
        .maxNumConcurrentTasks(context().resourceProfileManager().defaultResourceProfile());
  }

  /** Where people watch the run; empty if Spark's pages are off. */
  public String webPage() {
    return context().uiWebUrl().isDefined() ? context().uiWebUrl().get() : "";
  }

  /** A way to evaluate trials of a problem, one of those that it was opened for. */
  public Dispatcher dispatcher(Problem<?> problem, TrialFolders folders) {
    return new SparkDispatcher(JavaSparkContext.fromSparkContext(context()), problem, folders);
  }

  /** Writes the rows as Parquet and replaces what was there. */
  public void writeParquet(Rows table, String path) {
    StructType schema = new StructType();
    for (Rows.Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()));
    }
    List<Row> rows =
        table.rows().stream().map(row -> RowFactory.create(values(table, row))).toList();
    session
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
  }

  private static DataType type(Rows.Type type) {
    return switch (type) {
      case LONG -> DataTypes.LongType;
      case INTEGER -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case TEXT -> DataTypes.StringType;
      case MILLIS -> DataTypes.TimestampType;
    };
  }

  private static Object[] values(Rows table, Object[] row) {
    Object[] values = row.clone();
    for (int i = 0; i < values.length; i++) {
      if (table.columns().get(i).type() == Rows.Type.MILLIS && values[i] != null) {
        values[i] = new java.sql.Timestamp((Long) values[i]);
      }
    }
    return values;
  }

  private SparkContext context() {
    return session.sparkContext();
  }

  @Override
  public void close() {
    session.stop();
  }
}
