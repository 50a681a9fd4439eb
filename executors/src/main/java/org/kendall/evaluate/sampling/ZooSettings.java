package org.kendall.evaluate.sampling;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.kendall.nn.diffusion.DenoiserTraining;
import org.kendall.nn.zoo.ZooNoise;
import org.kendall.space.Setting;

/** The models that schedules choose from: trained before the search, or read from a directory. */
@Setting("The models that schedules choose from: trained before the search, or read.")
public record ZooSettings(
    @Setting("The models, in the order in which the space names them.") List<ZooEntry> models,
    @Setting(
            value = "The directory of a zoo that is there already; empty: the models are trained.",
            byDefault = "")
        String path,
    @Setting(value = "The noise that they are trained with.", byDefault = "{}") ZooNoise noise,
    @Setting(value = "How they are trained.", byDefault = "{}") DenoiserTraining training)
    implements Serializable {
  public ZooSettings {
    models = List.copyOf(models);
    List<String> names = models.stream().map(ZooEntry::name).toList();
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "The models (%s) must be one at least, each of another name.".formatted(names));
    }
    for (ZooEntry model : models) {
      if (path.isEmpty() && model.width() < 1) {
        throw new IllegalArgumentException(
            "The models (%s) must have a positive width, as they are to be trained."
                .formatted(model.name()));
      }
    }
  }

  List<String> names() {
    return models.stream().map(ZooEntry::name).toList();
  }

  boolean isTrained() {
    return path.isEmpty();
  }
}
