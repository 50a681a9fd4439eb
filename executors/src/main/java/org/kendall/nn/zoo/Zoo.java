package org.kendall.nn.zoo;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.SteppedNoise;

/**
 * Models that a sampler may choose from at each step, in a directory: for each model {@code
 * NAME.json}, which tells what is known of it, and the file of its weights. All models are of one
 * noise and of one size of images, as a mismatch would give images that look almost right.
 *
 * @param directory on any file system that Hadoop knows
 * @param models at least one, in the order in which schedules number them
 */
public record Zoo(String directory, List<ZooModel> models) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public Zoo {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new BadDataException("The zoo %s must have at least one model.".formatted(directory));
    }
    requireSame(directory, models, "noise", ZooModel::noise);
    requireSame(directory, models, "size of images", model -> model.network().size());
  }

  private static void requireSame(
      String directory, List<ZooModel> models, String what, Function<ZooModel, ?> of) {
    ZooModel first = models.get(0);
    for (ZooModel other : models) {
      if (!Objects.equals(of.apply(first), of.apply(other))) {
        throw new BadDataException(
            "The models of the zoo %s must have the same %s: %s has %s, but %s has %s.\nMaybe leave one of them out of the job's models."
                .formatted(
                    directory, what, first.name(), of.apply(first), other.name(), of.apply(other)));
      }
    }
  }

  /**
   * Reads what is known of models; weights are not read.
   *
   * @throws BadDataException if a model is missing or damaged, or two do not fit together
   */
  public static Zoo read(String directory, List<String> names) {
    return new Zoo(directory, names.stream().map(name -> model(directory, name)).toList());
  }

  private static ZooModel model(String directory, String name) {
    String file = directory + "/" + name + ".json";
    try (InputStream in = Storage.open(file)) {
      ZooModel model = JSON.readValue(in.readAllBytes(), ZooModel.class);
      if (!model.name().equals(name)) {
        throw new BadDataException(
            "The file %s must be about the model %s; it is about %s."
                .formatted(file, name, model.name()));
      }
      return model;
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          "The file %s does not describe a model of a zoo: %s."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new BadDataException(
          "The file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Adds a model to a directory, or replaces it. Its checksum is that of the weights.
   *
   * @param weights the bytes of their file
   */
  public static void write(String directory, ZooModel model, byte[] weights) {
    try {
      Storage.write(directory + "/" + model.weightsFile(), weights);
      Storage.write(directory + "/" + model.name() + ".json", JSON.writeValueAsBytes(model));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SHA-256 in hexadecimal digits. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads all weights and compares them with their checksums.
   *
   * @throws BadDataException if one differs
   */
  public void requireWhole() {
    for (ZooModel model : models) {
      String found = sha256(weights(model));
      if (!found.equals(model.sha256())) {
        throw new BadDataException(
            "The weights %s have the checksum %s; %s.json says %s.\nMaybe they were replaced or cut short: fetch both again."
                .formatted(weights(model), found, model.name(), model.sha256()));
      }
    }
  }

  private String weights(ZooModel model) {
    return directory + "/" + model.weightsFile();
  }

  private static String sha256(String file) {
    try (DigestInputStream in = new DigestInputStream(Storage.openRaw(file), digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new BadDataException(
          "The weights %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** The noise that all of them were trained with. */
  public SteppedNoise schedule() {
    return models.get(0).noise().schedule();
  }

  /** Numbers of an image. */
  public int size() {
    return models.get(0).network().size();
  }

  /**
   * A sampler that asks these models.
   *
   * @param manager what the weights live as long as, on the device that is to work
   */
  public Sampler open(NDManager manager) {
    return new Sampler(schedule(), models.stream().map(model -> denoiser(model, manager)).toList());
  }

  private Denoiser denoiser(ZooModel model, NDManager manager) {
    Denoiser network = model.network().open(weights(model), schedule(), manager);
    return Denoiser.of(network, model.prediction(), schedule());
  }
}
