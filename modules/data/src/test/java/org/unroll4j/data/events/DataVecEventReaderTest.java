package org.unroll4j.data.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.datavec.api.transform.ColumnType;
import org.datavec.api.transform.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.DataException;
import org.unroll4j.data.generate.SessionGenerator;

class DataVecEventReaderTest {
  @TempDir private Path folder;

  private static void assertSame(Path file, EventColumns columns) {
    EventTable bulk = EventReader.read(file, columns, ReadOptions.defaults());
    EventTable dataVec = DataVecEventReader.read(file, columns, ReadOptions.defaults());
    assertThat(CsvFiles.events(dataVec)).isEqualTo(CsvFiles.events(bulk));
    assertThat(dataVec.sessions()).isEqualTo(bulk.sessions());
    assertThat(dataVec.report().sha256()).isEqualTo(bulk.report().sha256());
    assertThat(dataVec.report().dataRows()).isEqualTo(bulk.report().dataRows());
    assertThat(dataVec.report().duplicateRows()).isEqualTo(bulk.report().duplicateRows());
    assertThat(dataVec.report().malformedExamples())
        .extracting(MalformedRow::line)
        .isEqualTo(bulk.report().malformedExamples().stream().map(MalformedRow::line).toList());
  }

  @Test
  void givesTheTableOfTheBulkPathForGeneratedData() {
    Path file = folder.resolve("s.csv.gz");
    SessionGenerator.write(file, 53, 5);
    assertSame(file, SessionGenerator.columns());
  }

  @Test
  void givesTheTableOfTheBulkPathForMessyData() {
    Path file =
        CsvFiles.write(
            folder,
            "messy.csv",
            "at,junk,what,brand,price,uid,sid",
            "2019-10-01 00:00:05 UTC,1,view,\"a, b\",,u1,s1",
            "2019-10-01 00:00:02 UTC,1,view,,33.20,u2,s2",
            "2019-10-01 00:00:02 UTC,1,view,,33.20,u2,s2",
            "2019-10-01 00:00:01 UTC,1,cart,é,3,u1,s1",
            "",
            "2019-10-01 00:00:05 UTC,1,view,acme,cheap,u1,s1",
            "2019-10-01 00:00:05 UTC,1,view,acme,Infinity,u1,s1",
            "not a time,1,view,acme,1.0,u1,s1",
            "2019-10-01 00:00:10 UTC,1,view,acme,1.0,,s1",
            "2019-10-01 00:00:10 UTC,1,vi");
    assertSame(file, CsvFiles.SHOP);
  }

  @Test
  void schemaAndTransformCanBeExtended() {
    Schema schema =
        DataVecEventReader.schema(List.of("x", "at", "what", "uid", "brand", "price", "sid"));
    Schema made =
        DataVecEventReader.transform(schema, CsvFiles.SHOP, ReadOptions.defaults())
            .getFinalSchema();
    assertThat(made.getColumnNames()).isEqualTo(CsvFiles.SHOP.all());
    assertThat(made.getType("at")).isEqualTo(ColumnType.Time);
    assertThat(made.getType("price")).isEqualTo(ColumnType.Double);
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFile() {
    Path file = CsvFiles.write(folder, "wrong.csv", "a,b", "1,2");
    assertThatThrownBy(() -> DataVecEventReader.read(file, CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column \"sid\" is missing; the file has a, b");
    assertThatThrownBy(
            () ->
                DataVecEventReader.read(
                    folder.resolve("none.csv"), CsvFiles.SHOP, ReadOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no such file");
  }
}
