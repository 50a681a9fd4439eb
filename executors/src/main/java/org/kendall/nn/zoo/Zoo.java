package org.kendall.nn.zoo;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
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
  public Zoo {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new BadDataException("The zoo %s must have at least one model.".formatted(directory));
    }
    requireSame(directory, models, "noise", ZooModel::noise);
    requireSame(directory, models, "texts", model -> model.network().text());
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
    ZooModel model = Described.read(file, ZooModel.class, "a model of a zoo");
    if (!model.name().equals(name)) {
      throw new BadDataException(
          "The file %s must be about the model %s; it is about %s."
              .formatted(file, name, model.name()));
    }
    return model;
  }

  /**
   * Adds a model to a directory, or replaces it. Its checksum is that of the weights.
   *
   * @param weights the bytes of their file
   */
  public static void write(String directory, ZooModel model, byte[] weights) {
    Storage.write(directory + "/" + model.weightsFile(), weights);
    Described.write(directory + "/" + model.name() + ".json", model);
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
      String found = sha256OfFile(weights(model));
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

  /**
   * SHA-256 of a file, in hexadecimal digits.
   *
   * @throws BadDataException if it cannot be read
   */
  public static String sha256OfFile(String file) {
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

  /** The texts that the models must be told of. */
  public TextShape text() {
    return models.get(0).network().text();
  }

  /**
   * A sampler that asks these models, which need no text.
   *
   * @param manager what the weights live as long as, on the device that is to work
   */
  public Sampler open(NDManager manager) {
    return load(manager).sampler();
  }

  /**
   * The models in memory, for as many samplers as are wanted.
   *
   * @param manager what the weights live as long as, on the device that is to work
   * @throws BadDataException if a file does not hold what is said of it
   */
  public OpenZoo load(NDManager manager) {
    return new OpenZoo(
        this,
        models.stream()
            .map(model -> model.network().open(weights(model), schedule(), manager))
            .toList());
  }
}
