package org.kendall.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.data.Storage;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainingState;

/**
 * The checkpoints of one trial: files {@code FOLDER/TRIAL/DONE.checkpoint}, of which the last two
 * are kept. A file holds, big end first, eight letters, a checksum (CRC-32) of the trial as text,
 * one of all that follows, and a {@link TrainingState}. What is damaged, or of another trial, is
 * passed over. Of two attempts at one trial each may write: their states are the same.
 */
public final class TrialCheckpoints implements Checkpoints {
  private static final Logger LOG = LogManager.getLogger(TrialCheckpoints.class);

  private static final long LETTERS =
      ByteBuffer.wrap("KENDALL1".getBytes(StandardCharsets.US_ASCII)).getLong();

  private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;
  private static final String ENDING = ".checkpoint";
  private static final int KEPT = 2;

  private final String folder;
  private final int trial;
  private final long everyNanos;
  private long last = System.nanoTime();
  private boolean failed;

  private TrialCheckpoints(String folder, Trial trial, Duration every) {
    this.folder = folder + "/" + trial.number();
    this.trial = checksum(ByteBuffer.wrap(trial.toString().getBytes(StandardCharsets.UTF_8)));
    this.everyNanos = every.toNanos();
  }

  /**
   * Those of a trial.
   *
   * @param folder on any file system that Hadoop knows; none are kept where it is empty
   * @param every the time between two
   */
  public static Checkpoints of(String folder, Trial trial, Duration every) {
    return folder.isEmpty() ? Checkpoints.NONE : new TrialCheckpoints(folder, trial, every);
  }

  @Override
  public Optional<TrainingState> newest(int... lengths) {
    try {
      for (String name : newestFirst()) {
        Optional<TrainingState> state = read(folder + "/" + name, lengths);
        if (state.isPresent()) {
          LOG.info("Goes on from {} that are done", state.get().done());
          return state;
        }
        LOG.warn("The checkpoint {}/{} is damaged or of another trial: passed over", folder, name);
      }
    } catch (RuntimeException e) {
      LOG.warn("The checkpoints {} cannot be read: {}", folder, e.getMessage());
    }
    return Optional.empty();
  }

  private List<String> newestFirst() {
    return Storage.names(folder).stream()
        .filter(name -> name.endsWith(ENDING))
        .sorted(Collections.reverseOrder())
        .toList();
  }

  private Optional<TrainingState> read(String file, int... lengths) {
    try (InputStream in = Storage.openRaw(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
      boolean whole =
          bytes.remaining() > HEAD
              && bytes.getLong() == LETTERS
              && bytes.getInt() == trial
              && bytes.getInt() == checksum(bytes.duplicate());
      return whole ? TrainingState.of(bytes, lengths) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public boolean isDue() {
    return !failed && System.nanoTime() - last >= everyNanos;
  }

  @Override
  public void keep(TrainingState state) {
    last = System.nanoTime();
    byte[] content = state.toBytes();
    ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(LETTERS).putInt(trial);
    head.putInt(checksum(ByteBuffer.wrap(content)));
    try {
      Storage.write(
          "%s/%09d%s".formatted(folder, state.done(), ENDING),
          out -> {
            out.write(head.array());
            out.write(content);
          });
      newestFirst().stream().skip(KEPT).forEach(name -> Storage.delete(folder + "/" + name));
    } catch (RuntimeException e) {
      failed = true;
      LOG.warn("No checkpoint could be written; the trial goes on without: {}", e.getMessage());
    }
  }
}
