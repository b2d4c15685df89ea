package io.rookery.spark.ui;

/** Where a page that is kept up to date has its data from. */
interface PageSource {

  /**
   * What a page is told.
   *
   * @param json the page's data: {@code searches}, {@code revision}, {@code ended}
   * @param ended whether nothing will change any more
   */
  record News(String json, boolean ended) {}

  /**
   * The page's data.
   *
   * @param since the revision that the page has; where it is the newest, only that comes back
   */
  News data(String since) throws Exception;
}
