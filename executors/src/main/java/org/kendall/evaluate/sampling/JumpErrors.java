package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.NoiseSchedule;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.space.ModelSchedule;

/**
 * How far one jump of DDIM with each model leads from the way of the largest model, which takes
 * every point of an even grid in time: the mean squared distance of states, on noise of its own
 * (after GITS, Chen et al., ICML 2024, which has one model).
 *
 * @param errors of a jump by the model asked, the point it starts at and the point it lands at;
 *     point 0 is the noisiest, the last one the image. Shape (models, points + 1, points + 1)
 * @param starts how far the noise itself is from the way, at each point: what it costs to begin
 *     there. Shape (points + 1)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JumpErrors(double[][][] errors, double[] starts) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Points that jumps may start at. */
  public int points() {
    return errors[0].length - 1;
  }

  /** Reads what was prepared. */
  public static JumpErrors read(String prepared) {
    String file = PreparedFiles.jumps(prepared);
    try (InputStream in = Storage.open(file)) {
      return JSON.readValue(in.readAllBytes(), JumpErrors.class);
    } catch (IOException e) {
      throw new BadDataException(
          "The errors of jumps %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  void write(String file) {
    try {
      Storage.write(file, JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the zoo that is there or was prepared, on images that follow its first texts. */
  static JumpErrors measure(SampleImages settings, TrialContext context) {
    try (NDManager manager = NDManager.newBaseManager(context.device(), "PyTorch")) {
      PromptedZoo zoo = PromptedZoo.open(settings, context.prepared(), manager);
      int points = settings.points();
      int models = zoo.zoo().models().size();
      JumpErrors all =
          new JumpErrors(new double[models][points + 1][points + 1], new double[points + 1]);
      for (int from = 0; from < settings.jumpImages(); from += settings.batchSize()) {
        int count = Math.min(settings.batchSize(), settings.jumpImages() - from);
        try (NDManager batch = manager.newSubManager()) {
          Jumps jumps = jumps(zoo, settings, from, count, batch);
          jumps.addTo(all, (double) count / settings.jumpImages(), context);
        }
      }
      return all;
    }
  }

  private static Jumps jumps(
      PromptedZoo zoo, SampleImages settings, int first, int count, NDManager manager) {
    Sampler sampler = zoo.sampler(first, count, manager);
    List<Step> fine = fine(sampler, largest(zoo.zoo()), settings.points());
    int size = zoo.zoo().size();
    float[] noise = new NoiseBank(~settings.noiseSeed(), size).images(first, count);
    List<NDArray> way = new ArrayList<>(); // of the largest model, from noise to image
    way.add(manager.create(noise, new Shape(count, size)));
    for (Step step : fine) {
      way.add(sampler.sample(way.get(way.size() - 1), List.of(step)));
    }
    return new Jumps(sampler, fine, way);
  }

  private static double apart(NDArray one, NDArray other) {
    return one.sub(other).square().mean().getFloat();
  }

  /**
   * @param fine the steps of the largest model
   * @param way its states, from noise to image
   */
  private record Jumps(Sampler sampler, List<Step> fine, List<NDArray> way) {
    /** Adds how far all jumps lead astray, as far as these images count. */
    void addTo(JumpErrors all, double share, TrialContext context) {
      for (int model = 0; model < all.errors.length; model++) {
        for (int from = 0; from < fine.size(); from++) {
          context.deadline().check();
          measure(model, from, share, all.errors[model][from]);
        }
      }
      for (int point = 0; point < way.size(); point++) {
        all.starts[point] += share * apart(way.get(0), way.get(point));
      }
    }

    /** Adds how far the jumps of a model from a point lead astray, by where they land. */
    private void measure(int model, int from, double share, double[] errors) {
      NoiseSchedule schedule = sampler.schedule();
      double start = fine.get(from).from();
      try (NDManager manager = way.get(from).getManager().newSubManager()) {
        NDArray state = way.get(from).duplicate();
        state.attach(manager);
        NDArray noise = sampler.zoo().get(model).noise(state, start);
        double alpha = schedule.alpha(start);
        NDArray image = state.sub(noise.mul(schedule.sigma(start))).div(alpha);
        for (int to = from + 1; to < errors.length; to++) {
          double end = fine.get(to - 1).to();
          NDArray landed = image.mul(schedule.alpha(end)).add(noise.mul(schedule.sigma(end)));
          errors[to] += share * apart(landed, way.get(to));
        }
      }
    }
  }

  private static int largest(Zoo zoo) {
    List<ZooModel> models = zoo.models();
    return IntStream.range(0, models.size())
        .boxed()
        .max(Comparator.comparingDouble(i -> models.get(i).macs()))
        .orElseThrow();
  }

  private static List<Step> fine(Sampler sampler, int model, int points) {
    List<ModelSchedule.Slot> all = new ArrayList<>();
    for (int slot = points - 1; slot >= 0; slot--) {
      all.add(ModelSchedule.Slot.plain(slot, model));
    }
    return new Timetable(sampler.schedule()).steps(new ModelSchedule.Slots(points, all));
  }
}
