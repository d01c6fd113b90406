using Sync.Contracts;
using Sync.Scheduler.Watch;

namespace Sync.Tests.Scheduler.Watch;

public class SkyPledgeTests
{
    private readonly FakeTime time = new();
    private readonly SkyPledge pledge;

    public SkyPledgeTests() => pledge = new(time);

    [Fact]
    public void Before_the_first_answer_nothing_opens() =>
        Assert.Contains("has not answered yet", pledge.Forbids(TimeSpan.FromSeconds(1)), StringComparison.Ordinal);

    /// <summary>Margins of a second and a thousandth: 1.3 s of five minutes, 1.1 s of two.</summary>
    [Fact]
    public void What_is_promised_counts_from_when_the_sign_was_sent_less_the_margins()
    {
        var sign = pledge.Next();
        time.Advance(TimeSpan.FromSeconds(100)); // on its way
        Hear(sign, TimeSpan.FromMinutes(5));
        var lease = TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1.12);
        time.Advance(TimeSpan.FromSeconds(80 - 1.3 - 0.1));
        Assert.Null(pledge.Forbids(lease));
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Contains("may park the mount by itself", pledge.Forbids(lease), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_was_overtaken_counts_no_more()
    {
        var (first, second) = (pledge.Next(), pledge.Next());
        Hear(second, TimeSpan.FromMinutes(5), hasParked: true);
        Hear(first, TimeSpan.FromMinutes(5));
        Assert.Contains("parked itself", pledge.Forbids(TimeSpan.FromSeconds(1)), StringComparison.Ordinal);
        Hear(new() { Stamp = Guid.NewGuid() }, TimeSpan.FromMinutes(5)); // of a scheduler that was
        Assert.NotNull(pledge.Forbids(TimeSpan.FromSeconds(1)));
        Hear(pledge.Next(), TimeSpan.FromMinutes(5));
        Assert.Null(pledge.Forbids(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_lease_that_no_answer_covers_is_told_with_the_settings_that_matter()
    {
        Assert.Null(pledge.TooLong(TimeSpan.FromDays(1)));
        Hear(pledge.Next(), TimeSpan.FromMinutes(5));
        Assert.Null(pledge.TooLong(TimeSpan.FromMinutes(4.9)));
        Assert.Contains("Watchdog:After of the dither service is 5 min", pledge.TooLong(TimeSpan.FromMinutes(5)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_that_waits_is_woken_by_an_answer_unless_the_mount_has_parked_itself()
    {
        var round = Guid.NewGuid();
        pledge.Want(round);
        Assert.Empty(Hear(pledge.Next(), TimeSpan.FromMinutes(5), hasParked: true));
        Assert.True(pledge.IsWanted);
        Assert.Equal([round], Hear(pledge.Next(), TimeSpan.FromMinutes(5)));
        Assert.False(pledge.IsWanted);
    }

    private IReadOnlyList<Guid> Hear(Sign sign, TimeSpan stays, bool hasParked = false) =>
        pledge.Hear(new() { Stamp = sign.Stamp, StaysFor = stays, HasParked = hasParked });
}
