package org.kendall.evaluate.sampling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.SolverCost;

/**
 * How many milliseconds the parts of sampling take on a device, for one batch (OMS-DPM, Liu et al.,
 * ICML 2023, section 3, has those of models alone).
 *
 * @param device {@code cpu} or {@code gpu}
 * @param images of a batch
 * @param rows of a network that an evaluation takes for each image
 * @param models one evaluation of each, by name, in the order of the zoo: rows for each image
 * @param guidance what an evaluation takes besides where there are two rows: to put them together,
 *     and to combine what was said
 * @param multi one step of a multistep solver, by its order, without the network
 * @param single one whole step of a single-step solver, by its order, without the networks
 * @param change what it takes besides to ask another model than the last time, the median of pairs
 */
record Latency(
    String device,
    int images,
    int rows,
    Map<String, Timing> models,
    Timing guidance,
    List<Timing> multi,
    List<Timing> single,
    Timing change) {
  /** The name of the cost that it tells. */
  static final String COST = "milliseconds";

  static final String UNIT = "ms";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  Latency {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    multi = List.copyOf(multi);
    single = List.copyOf(single);
  }

  /** Reads what was prepared. */
  static Latency read(String prepared) {
    String file = PreparedFiles.latency(prepared);
    try (InputStream in = Storage.open(file)) {
      return JSON.readValue(in.readAllBytes(), Latency.class);
    } catch (IOException e) {
      throw new BadDataException(
          "The milliseconds of models %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  void write(String file) {
    try {
      Storage.write(file, JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Milliseconds of a schedule, for each image of a full batch. */
  ScheduleCost cost() {
    List<Double> evaluations =
        models.values().stream().map(model -> perImage(model) + perImage(guidance)).toList();
    return new ScheduleCost(
        COST,
        UNIT,
        evaluations,
        new SolverCost(perImage(multi), perImage(single)),
        perImage(change));
  }

  private List<Double> perImage(List<Timing> timings) {
    return timings.stream().map(this::perImage).toList();
  }

  private double perImage(Timing timing) {
    return timing.median() / images;
  }

  /** Figures for people: medians, by what was measured. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    models.forEach((name, timing) -> figures.put(name + "_ms", timing.median()));
    figures.put("guidance_ms", guidance.median());
    figures.put("solver_ms", multi.get(0).median());
    figures.put("change_ms", change.median());
    return figures;
  }
}
