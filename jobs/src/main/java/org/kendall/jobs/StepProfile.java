package org.kendall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of training steps goes, by PyTorch's own profile of them.
 *
 * @param ms by kind of work, a step
 */
record StepProfile(Map<String, Double> ms) {
  private static final String MEMORY = "memory: allocate, copy, fill";
  private static final String OTHER = "autograd and other operations";
  private static final String JAVA = "Java, JNI and between operations";

  /** Part of an operation's name, and the kind of work it is; the first that fits counts. */
  private static final Map<String, String> KINDS = kinds();

  private record Event(String name, double start, double end) {}

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("convolution_backward", "convolution, backward");
    kinds.put("convolution", "convolution, forward");
    kinds.put("native_batch_norm_backward", "batch norm, backward");
    kinds.put("native_batch_norm", "batch norm, forward");
    kinds.put("threshold_backward", "ReLU, add, pool, backward and forward");
    kinds.put("clamp_min", "ReLU, add, pool, backward and forward");
    kinds.put("relu", "ReLU, add, pool, backward and forward");
    kinds.put("pool", "ReLU, add, pool, backward and forward");
    kinds.put("aten::add", "ReLU, add, pool, backward and forward");
    kinds.put("aten::empty", MEMORY);
    kinds.put("aten::copy_", MEMORY);
    kinds.put("aten::fill_", MEMORY);
    kinds.put("aten::zero", MEMORY);
    kinds.put("aten::clone", MEMORY);
    return kinds;
  }

  /**
   * Reads a profile: of nested operations, each is charged what its own parts do not take.
   *
   * @param wallMs what the steps took by the clock
   */
  static StepProfile of(Path file, int steps, double wallMs) throws IOException {
    Map<String, Double> ms = new LinkedHashMap<>();
    KINDS.values().forEach(kind -> ms.put(kind, 0.0));
    ms.put(OTHER, 0.0);
    Deque<Event> open = new ArrayDeque<>();
    double outermost = 0;
    for (Event event : events(file)) {
      while (!open.isEmpty() && open.peek().end() <= event.start()) {
        open.pop();
      }
      double length = (event.end() - event.start()) / 1e3 / steps;
      ms.merge(kind(event.name()), length, Double::sum);
      if (open.isEmpty()) {
        outermost += length;
      } else {
        ms.merge(kind(open.peek().name()), -length, Double::sum);
      }
      open.push(event);
    }
    ms.put(JAVA, wallMs / steps - outermost);
    return new StepProfile(ms);
  }

  private static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    JsonNode trace = new ObjectMapper().readTree(file.toFile());
    for (JsonNode node : trace.isArray() ? trace : trace.get("traceEvents")) {
      if (node.path("ph").asText().equals("X")) {
        double start = node.get("ts").asDouble();
        events.add(new Event(node.get("name").asText(), start, start + node.get("dur").asDouble()));
      }
    }
    events.sort(
        Comparator.comparingDouble(Event::start)
            .thenComparing(Comparator.comparingDouble(Event::end).reversed()));
    return events;
  }

  private static String kind(String name) {
    return KINDS.entrySet().stream()
        .filter(entry -> name.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
