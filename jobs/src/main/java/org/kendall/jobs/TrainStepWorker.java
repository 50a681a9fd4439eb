package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kendall.data.ImageShape;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Learner;
import org.kendall.nn.Training;

/**
 * Takes training steps in a process of its own, since PyTorch's threads are set once per process.
 *
 * <p>Each line of standard input, {@code CHANNELS SIZE STEPS NETWORKS}, is answered with one JSON
 * object: the milliseconds of that many steps, as each of the networks takes them at once, and how
 * they are spent. With a fifth word, a file's name, PyTorch's profile of the steps is written
 * there.
 */
final class TrainStepWorker {
  private static final int BATCH = 128;
  private static final int CLASSES = 10;
  private static final int WARM_UP = 30;
  private static final Training SGD = new Training(1, BATCH, 0.05, 0.9, 5e-4, 0, Augmentation.NONE);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TrainStepWorker() {}

  /**
   * What came of some steps.
   *
   * @param ms each step of the first network
   * @param cpuMs the mean of the processor time that the first network's thread took for a step
   * @param wallMs until the last network had taken its steps
   * @param phaseMs the mean of each phase
   */
  record Steps(List<Double> ms, double cpuMs, double wallMs, Map<Learner.Phase, Double> phaseMs) {}

  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, List<Subject>> subjects = new HashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      int[] numbers = Arrays.stream(words).limit(4).mapToInt(Integer::parseInt).toArray();
      ImageShape shape = new ImageShape(numbers[0], numbers[1], numbers[1], CLASSES);
      List<Subject> both =
          subjects.computeIfAbsent(
              shape.toString(), key -> List.of(new Subject(shape), new Subject(shape)));
      boolean profiled = words.length > 4;
      if (profiled) {
        JniUtils.startProfile(false, false, false);
      }
      Steps steps = run(both.subList(0, numbers[3]), numbers[2], threads);
      if (profiled) {
        JniUtils.stopProfile(words[4]);
      }
      System.out.println(json.writeValueAsString(steps));
    }
    threads.shutdown();
  }

  private static Steps run(List<Subject> subjects, int steps, ExecutorService threads)
      throws Exception {
    if (subjects.size() == 1) {
      // On this thread: another one would have threads of its own for each operation, more than
      // there are processors.
      return subjects.get(0).take(steps);
    }
    long start = System.nanoTime();
    List<Future<Steps>> running =
        subjects.stream()
            .map(subject -> threads.submit((Callable<Steps>) () -> subject.take(steps)))
            .toList();
    Steps first = running.get(0).get();
    for (Future<Steps> other : running) {
      other.get();
    }
    return new Steps(first.ms(), first.cpuMs(), (System.nanoTime() - start) / 1e6, first.phaseMs());
  }

  /** One network and the batch it learns, over and over. */
  private static final class Subject {
    private final Learner learner;
    private final NDArray images;
    private final NDArray targets;

    Subject(ImageShape shape) {
      CellNetwork design = new CellNetwork(Collections.nCopies(6, Operation.CONV_3X3), 8, 1);
      SplittableRandom random = new SplittableRandom(1);
      learner = new Learner(design.network(shape), SGD, Device.cpu(), random.split());
      NDManager manager = NDManager.newBaseManager(Device.cpu());
      float[] pixels = new float[BATCH * shape.pixels()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) random.nextGaussian();
      }
      images =
          manager.create(pixels, new Shape(BATCH, shape.height(), shape.width(), shape.channels()));
      float[] factors = new float[BATCH * CLASSES];
      for (int i = 0; i < BATCH; i++) {
        factors[i * CLASSES + i % CLASSES] = -1f / BATCH;
      }
      targets = manager.create(factors, new Shape(BATCH, CLASSES));
      take(WARM_UP);
    }

    Steps take(int steps) {
      Double[] ms = new Double[steps];
      Map<Learner.Phase, Double> phaseMs = new EnumMap<>(Learner.Phase.class);
      long first = System.nanoTime();
      long firstCpu = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < steps; i++) {
        long start = System.nanoTime();
        long[] last = {start};
        learner.step(
            images,
            targets,
            0.05,
            phase -> {
              long now = System.nanoTime();
              phaseMs.merge(phase, (now - last[0]) / 1e6 / steps, Double::sum);
              last[0] = now;
            });
        ms[i] = (System.nanoTime() - start) / 1e6;
      }
      double cpuMs = (THREADS.getCurrentThreadCpuTime() - firstCpu) / 1e6 / steps;
      return new Steps(List.of(ms), cpuMs, (System.nanoTime() - first) / 1e6, phaseMs);
    }
  }
}
