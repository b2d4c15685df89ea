package io.rookery.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.report.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPagesTest {

  @TempDir private Path folder;

  @Test
  void servesThePageAndItsDataOnTheLoopbackAddress() throws Exception {
    Path search = Folders.ended(folder.resolve("a"), 12);
    try (LocalPages pages = open(search)) {
      assertThat(pages.address()).startsWith("http://127.0.0.1:");
      assertThat(get(pages.address()).body()).contains("data-live=\"data\"");

      JsonNode data = new ObjectMapper().readTree(get(pages.address() + "data?since=").body());
      assertThat(data.at("/searches/0/trials")).hasSize(12);
      assertThat(data.path("ended").asBoolean()).isTrue();
      String again = get(pages.address() + "data?since=" + data.path("revision").asText()).body();
      assertThat(again).as("nothing is new").doesNotContain("searches");
      assertThat(get(pages.address() + "../etc/passwd").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void answersNobodyWhoAsksByAnotherName() throws Exception {
    Path search = Folders.running(folder.resolve("a"), 2);
    try (LocalPages pages = open(search);
        Socket socket =
            new Socket(InetAddress.getByName("127.0.0.1"), URI.create(pages.address()).getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /data HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("searches");
    }
  }

  @Test
  void aFolderWithoutASearchIsRefused() {
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("holds no search");
  }

  private static LocalPages open(Path search) throws IOException {
    return LocalPages.open(
        List.of(new org.apache.hadoop.fs.Path(search.toUri())), new Configuration(), 0);
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
