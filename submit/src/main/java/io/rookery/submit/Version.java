package io.rookery.submit;

import picocli.CommandLine.IVersionProvider;

/** The version in the job jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "rookery " + io.rookery.spark.search.Versions.rookery(),
      "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
      "Java " + Runtime.version()
    };
  }
}
