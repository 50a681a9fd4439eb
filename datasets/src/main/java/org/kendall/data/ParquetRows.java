package org.kendall.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of a Parquet file whose columns hold one number or text in every row. */
final class ParquetRows {
  private ParquetRows() {}

  static void read(InputStream in, TableBuilder rows) throws IOException {
    Memory file = new Memory(Storage.whole(in));
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      rows.requireIn(schema.getFields().stream().map(Type::getName).toList());
      MessageType wanted = wanted(schema, rows);
      reader.setRequestedSchema(wanted);
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(wanted, schema);
      Cells cells = new Cells(rows);
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<TableBuilder> records = columns.getRecordReader(group, cells);
        for (long left = group.getRowCount(); left > 0; left--) {
          records.read();
        }
      }
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException e) { // Parquet throws many kinds at what is damaged
      throw new IOException("it is not whole Parquet: " + e.getMessage(), e);
    }
  }

  private static MessageType wanted(MessageType schema, TableBuilder rows) {
    List<Type> fields = new ArrayList<>();
    for (String column : rows.wanted()) {
      Type field = schema.getType(column);
      if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
        throw rows.bad(
            "holds lists or blocks in column %s".formatted(column),
            "name a column of numbers or texts");
      }
      fields.add(field);
    }
    return new MessageType(schema.getName(), fields);
  }

  /** Hands each row's cells to the builder; a row that lacks one is refused. */
  private static final class Cells extends RecordMaterializer<TableBuilder> {
    private final TableBuilder rows;
    private final Row row;

    Cells(TableBuilder rows) {
      this.rows = rows;
      this.row = new Row(rows);
    }

    @Override
    public TableBuilder getCurrentRecord() {
      return rows;
    }

    @Override
    public GroupConverter getRootConverter() {
      return row;
    }
  }

  private static final class Row extends GroupConverter {
    private final TableBuilder rows;
    private final List<Cell> cells;

    Row(TableBuilder rows) {
      this.rows = rows;
      this.cells = rows.wanted().stream().map(column -> new Cell(column, rows)).toList();
    }

    @Override
    public Converter getConverter(int field) {
      return cells.get(field);
    }

    @Override
    public void start() {
      rows.beginRow(RowPlaces.NO_LINE);
    }

    @Override
    public void end() {
      for (Cell cell : cells) {
        if (!cell.taken) {
          rows.empty(cell.column);
        }
        cell.taken = false;
      }
    }
  }

  private static final class Cell extends PrimitiveConverter {
    private final String column;
    private final TableBuilder rows;
    private boolean taken;

    Cell(String column, TableBuilder rows) {
      this.column = column;
      this.rows = rows;
    }

    private void take(Number value) {
      rows.cell(column, value);
      taken = true;
    }

    @Override
    public void addBinary(Binary value) {
      rows.cell(column, value.toStringUsingUTF8());
      taken = true;
    }

    @Override
    public void addDouble(double value) {
      take(value);
    }

    @Override
    public void addFloat(float value) {
      take(value);
    }

    @Override
    public void addInt(int value) {
      take(value);
    }

    @Override
    public void addLong(long value) {
      take(value);
    }

    @Override
    public void addBoolean(boolean value) {
      rows.cell(column, Boolean.toString(value));
      taken = true;
    }
  }

  /** A file in memory: so gzip, and any file system, is read as all other data is. */
  private record Memory(byte[] content) implements InputFile {
    @Override
    public long getLength() {
      return content.length;
    }

    @Override
    public SeekableInputStream newStream() {
      return new Seekable(new Bytes(content));
    }
  }

  private static final class Bytes extends ByteArrayInputStream {
    Bytes(byte[] content) {
      super(content);
    }

    long place() {
      return pos;
    }

    void seek(long place) {
      pos = Math.toIntExact(place);
    }
  }

  private static final class Seekable extends DelegatingSeekableInputStream {
    private final Bytes bytes;

    Seekable(Bytes bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.place();
    }

    @Override
    public void seek(long place) {
      bytes.seek(place);
    }
  }
}
