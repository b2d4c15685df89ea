package io.rookery.spark.ui;

/** Where a page that is kept up to date has its data from. */
interface PageSource {

  /**
   * The page's data as JSON: {@code searches}, {@code revision}, {@code ended}.
   *
   * @param since the revision that the page has; where it is the newest, only that comes back
   */
  String data(String since) throws Exception;
}
