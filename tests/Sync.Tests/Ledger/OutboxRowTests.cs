using Sync.Ledger.Messages;

namespace Sync.Tests.Ledger;

public class OutboxRowTests
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 9, 22, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(9_999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(10_001, 2)]
    public void A_scheduled_message_is_never_due_a_tick_early(int ticks, int milliseconds) =>
        Assert.Equal(Instant.ToUnixTimeMilliseconds() + milliseconds, OutboxRow.NotBefore(Instant.AddTicks(ticks)));
}
