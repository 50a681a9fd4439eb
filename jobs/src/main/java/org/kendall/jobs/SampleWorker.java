package org.kendall.jobs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.kendall.nn.diffusion.ResidualMlp;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.nn.diffusion.TrainedDenoiser;
import org.kendall.space.ModelSchedule;

/**
 * Samples images in a process of its own, since PyTorch's threads are set once per process.
 *
 * <p>Each line of standard input, {@code SIZE WIDTH BLOCKS IMAGES STEPS TIMES FILE SLOTS}, is
 * answered with one JSON object. The file holds single-precision numbers: the network's parameters,
 * then the noise. With two slots, two threads sample at once with the same network, as the task
 * threads of an executor do.
 */
final class SampleWorker {
  private static final int WARM_UP = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private SampleWorker() {}

  /**
   * What came of some sampling.
   *
   * @param ms until the last slot had sampled as often as it was to
   * @param cpuMs the processor time that the first slot's thread took for it
   * @param image the first one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sampled(double ms, double cpuMs, float[] image) {
    Sampled in(double allMs) {
      return new Sampled(allMs, cpuMs, image);
    }
  }

  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    Map<String, Subject> subjects = new HashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      int[] numbers = Arrays.stream(words).limit(6).mapToInt(Integer::parseInt).toArray();
      if (!subjects.containsKey(words[6])) {
        subjects.put(words[6], Subject.of(numbers, Path.of(words[6])));
      }
      Subject subject = subjects.get(words[6]);
      Callable<Sampled> slot = () -> subject.timed(numbers[5]);
      long start = System.nanoTime();
      List<Future<Sampled>> sampled =
          threads.invokeAll(Collections.nCopies(Integer.parseInt(words[7]), slot));
      double ms = (System.nanoTime() - start) / 1e6;
      System.out.println(json.writeValueAsString(sampled.get(0).get().in(ms)));
    }
    threads.shutdown();
  }

  /** A sampler, and the noise that it is given over and over. */
  private record Subject(Sampler sampler, List<Step> steps, NDArray noise) {
    static Subject of(int[] numbers, Path file) throws IOException, InterruptedException {
      ResidualMlp network = new ResidualMlp(numbers[0], numbers[1], numbers[2]);
      FloatBuffer read =
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] weights = new float[network.parameters().size()];
      read.get(weights);
      float[] noise = new float[read.remaining()];
      read.get(noise);
      SteppedNoise schedule = SteppedNoise.linear(1000);
      NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
      Subject subject =
          new Subject(
              new Sampler(
                  schedule, List.of(new TrainedDenoiser(network, schedule, weights, manager))),
              new Timetable(schedule).steps(evenly(numbers[4])),
              manager.create(noise, new Shape(numbers[3], numbers[0])));
      subject.sample(WARM_UP);
      return subject;
    }

    private static ModelSchedule evenly(int steps) {
      return new ModelSchedule.Slots(
          steps,
          IntStream.range(0, steps)
              .mapToObj(step -> ModelSchedule.Slot.plain(steps - 1 - step, 0))
              .toList());
    }

    Sampled timed(int times) {
      long start = System.nanoTime();
      long startCpu = THREADS.getCurrentThreadCpuTime();
      float[] image = sample(times);
      long cpu = THREADS.getCurrentThreadCpuTime() - startCpu;
      return new Sampled((System.nanoTime() - start) / 1e6, cpu / 1e6, image);
    }

    /** The first image; all are sampled that many times. */
    float[] sample(int times) {
      float[] image = {};
      try (NDManager own = noise.getManager().newSubManager()) {
        NDArray start = noise.duplicate();
        start.attach(own);
        for (int i = 0; i < times; i++) {
          try (NDArray sampled = sampler.sample(start, steps)) {
            image = sampled.get(0).toFloatArray();
          }
        }
        return image;
      }
    }
  }
}
