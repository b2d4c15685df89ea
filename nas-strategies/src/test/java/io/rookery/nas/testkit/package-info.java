/**
 * Test kits for those who implement a search space or a strategy: inherit one, give what it asks.
 */
package io.rookery.nas.testkit;
