namespace Sync.Devices.Phd2;

/// <summary>What is known of a settle: open, settled, or failed with a reason.</summary>
internal readonly record struct Verdict(bool IsOver, string? Failure)
{
    public static readonly Verdict Open = new(false, null);

    public static readonly Verdict Settled = new(true, null);

    public static Verdict Failed(string why) => new(true, why);
}
