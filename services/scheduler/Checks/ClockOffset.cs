using System.Globalization;
using Sync.Contracts;

namespace Sync.Scheduler.Checks;

/// <summary>How far another clock is ahead of the scheduler's, from a question and its answer (as NTP does, RFC 5905, section 8).</summary>
/// <param name="Ahead">negative when it is behind</param>
/// <param name="Uncertainty">half of what question and answer took on their ways: the offset is known to that on either side</param>
internal readonly record struct ClockOffset(TimeSpan Ahead, TimeSpan Uncertainty)
{
    /// <summary>A second is what DATE-OBS in a frame's header is trusted to.</summary>
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Leases tolerate any offset, for no clock is compared for them. Frames that the sky's motion spoilt are found by comparing the
    /// camera's clock with dither's: half of the usual 10 s of settling lie between a shutter and a motion that it must not see.
    /// </summary>
    private static readonly TimeSpan Tolerable = TimeSpan.FromSeconds(5);

    /// <param name="asked">by the scheduler's clock</param>
    /// <param name="heard">by the other clock</param>
    /// <param name="answered">by the other clock</param>
    /// <param name="received">by the scheduler's clock</param>
    public static ClockOffset Of(DateTimeOffset asked, DateTimeOffset heard, DateTimeOffset answered, DateTimeOffset received) =>
        new(((heard - asked) + (answered - received)) / 2, ((received - asked) - (answered - heard)) / 2);

    /// <summary>What is certain decides; an answer that was long on its way is a warning at most.</summary>
    public CheckOutcome Outcome
    {
        get
        {
            var certain = Ahead.Duration() - Uncertainty.Duration();
            return certain > Tolerable ? CheckOutcome.Bad
                : certain > Good || Uncertainty.Duration() > Good ? CheckOutcome.Warning
                : CheckOutcome.Good;
        }
    }

    /// <summary>"0.3 s ahead of the scheduler's, known to 0.1 s"</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Ahead.Duration().TotalSeconds:0.0##} s {(Ahead < TimeSpan.Zero ? "behind" : "ahead of")} the scheduler's, known to {Uncertainty.Duration().TotalSeconds:0.0##} s");
}
