namespace Sync.Devices.Alpaca;

/// <summary>A command that takes its time: the device answers at once, and tells by other properties when it is over.</summary>
internal static class AlpacaMotion
{
    /// <summary>A device that neither moves nor is where it was sent has so long to begin, or to notice that it has arrived.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Waits until it rests where it was sent.</summary>
    /// <param name="line">to the device</param>
    /// <param name="end">its name, for errors, and the limit for all of it</param>
    /// <param name="grace">after it last moved</param>
    /// <param name="moving">whether it moves</param>
    /// <param name="arrived">whether it is where it was sent; asked only when it rests</param>
    /// <param name="cancel">nobody wants it any more; whoever asked stops it</param>
    /// <returns>whether it has arrived; false when it stopped elsewhere</returns>
    /// <exception cref="DeviceException">not over within the limit, or the device failed</exception>
    public static async Task<bool> End(
        AlpacaLine line, (string What, TimeSpan Limit) end, TimeSpan grace, Func<CancellationToken, Task<bool>> moving, Func<CancellationToken, Task<bool>> arrived, CancellationToken cancel)
    {
        var (there, moved) = (false, line.Time.GetTimestamp());
        await AlpacaWait.Until(line, $"end of the {end.What}", end.Limit, async c =>
        {
            if (await moving(c))
            {
                moved = line.Time.GetTimestamp();
                return false;
            }
            there = await arrived(c);
            return there || line.Time.GetElapsedTime(moved) >= grace;
        }, cancel);
        return there;
    }

    /// <summary>Stops it where it can be stopped, and waits until it rests.</summary>
    public static async Task Stop(AlpacaLine line, string member, string moving, TimeSpan limit)
    {
        try
        {
            await line.Put(member, CancellationToken.None);
        }
        catch (DeviceException e) when (!AlpacaClient.IsSilence(e))
        {
            // Some can't be stopped; then it comes to its end.
        }
        await AlpacaWait.Until(line, "end of the motion", limit, async c => !await line.Is(moving, c), CancellationToken.None);
    }
}
