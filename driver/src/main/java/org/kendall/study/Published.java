package org.kendall.study;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.report.Spread;

/**
 * Kendall's tau as others printed it, to be laid beside a study's own: the resource {@code
 * published.json}.
 *
 * @param sources where figures stand, by a short name
 */
record Published(Map<String, String> sources, List<Figure> figures) {
  /** A share of the rows fits if it is within this much of ours, relatively: sizes are whole. */
  private static final double NEAR = 0.01;

  /**
   * A predictor's figures.
   *
   * @param space the catalog's name
   * @param labels the metrics that they can be laid beside; none for any
   * @param kinds of {@link SplitRule.Kind}, in lower case with hyphens
   * @param informed whether the predictor was told low-fidelity information
   * @param percent a mean and perhaps a standard deviation, by the train size as a share
   * @param sizes the same by the train size itself
   */
  record Figure(
      String space,
      List<String> labels,
      List<String> kinds,
      boolean informed,
      String source,
      String name,
      Map<Double, List<Double>> percent,
      Map<Integer, List<Double>> sizes) {
    boolean goesWith(RankStudy study) {
      return space.equals(study.space())
          && kinds.contains(study.protocol())
          && (labels.isEmpty() || labels.contains(study.label()))
          && (!informed || !study.kinds().isEmpty());
    }

    /** What was printed for one of the study's train sizes; empty if nothing was. */
    List<Double> at(int trainSize, int pool) {
      List<Double> exact = sizes.getOrDefault(trainSize, List.of());
      double share = 100.0 * trainSize / pool;
      return percent.entrySet().stream()
          .filter(entry -> Math.abs(entry.getKey() / share - 1) < NEAR)
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(exact);
    }
  }

  /**
   * A line of the table that the report shows.
   *
   * @param tau by the study's train size
   */
  record Line(String name, String source, Map<Integer, Spread> tau) {}

  static Published load() {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    try (InputStream in = Published.class.getResourceAsStream("published.json")) {
      return mapper.readValue(in, Published.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was printed for a study's space, label, kind of split and train sizes. */
  List<Line> beside(RankStudy study, List<Integer> trainSizes) {
    List<Line> lines = new ArrayList<>();
    for (Figure figure : figures) {
      if (figure.goesWith(study)) {
        Map<Integer, Spread> tau = new LinkedHashMap<>();
        for (int size : trainSizes) {
          List<Double> printed = figure.at(size, study.pool());
          if (!printed.isEmpty()) {
            tau.put(size, spread(printed));
          }
        }
        if (!tau.isEmpty()) {
          lines.add(new Line(figure.name(), figure.source(), tau));
        }
      }
    }
    return lines;
  }

  private static Spread spread(List<Double> printed) {
    return new Spread(
        printed.get(0),
        printed.size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(printed.get(1)));
  }
}
