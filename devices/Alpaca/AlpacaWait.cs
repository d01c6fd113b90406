using Sync.Clock;

namespace Sync.Devices.Alpaca;

/// <summary>Alpaca tells nothing by itself: what takes its time is asked for again and again, until it is over.</summary>
internal static class AlpacaWait
{
    /// <summary>For what has motors.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>A network that is away for less does not end what is under way.</summary>
    public static readonly TimeSpan OutageLimit = TimeSpan.FromSeconds(15);

    public static Task Until(AlpacaLine line, string what, TimeSpan limit, Func<CancellationToken, Task<bool>> over, CancellationToken cancel) =>
        Until(line, what, limit, () => Interval, over, cancel);

    /// <exception cref="DeviceException">it was not over within the limit, the device refused to tell, or was silent for too long</exception>
    public static async Task Until(AlpacaLine line, string what, TimeSpan limit, Func<TimeSpan> interval, Func<CancellationToken, Task<bool>> over, CancellationToken cancel)
    {
        var began = line.Time.GetTimestamp();
        long? silent = null;
        while (true)
        {
            var asked = line.Time.GetTimestamp();
            try
            {
                if (await over(cancel))
                    return;
                silent = null;
            }
            catch (DeviceException e) when (AlpacaClient.IsSilence(e) && line.Time.GetElapsedTime(silent ?? asked) < OutageLimit)
            {
                silent ??= asked;
            }
            if (line.Time.GetElapsedTime(began) >= limit)
                throw new DeviceException(line.Name, FormattableString.Invariant($"no {what} within {limit.TotalSeconds:0.#} s"));
            await line.Time.Pass(interval(), cancel);
        }
    }
}
