using Sync.Clock;

namespace Sync.Tests.Integration.Processes;

/// <summary>Waiting for what other processes do. They can't ring a bell here, so it is looked for, always within a limit.</summary>
internal static class Watch
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public static async Task<T> For<T>(string what, TimeSpan within, Func<Task<T?>> look)
        where T : class
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
                return found;
            if (time.GetElapsedTime(began) > within)
                throw new TimeoutException($"{what}: not within {within.TotalSeconds:0} s.");
            await time.Pass(Between, CancellationToken.None);
        }
    }

    public static Task Until(string what, TimeSpan within, Func<Task<bool>> look) =>
        For(what, within, async () => await look() ? what : null);
}
