using Sync.Devices;

namespace Sync.Dither.Moves;

/// <summary>What a device is asked for within a move: with a limit by our own clock, and told in the move's trace.</summary>
internal static class DeviceCall
{
    /// <inheritdoc cref="Within{T}"/>
    public static Task Within(this TimeProvider time, string call, string what, TimeSpan limit, Func<CancellationToken, Task> verb, CancellationToken cancel) =>
        time.Within(call, what, limit, async c =>
        {
            await verb(c);
            return true;
        }, cancel);

    /// <summary>Turns whatever a device does wrong into one sentence that names what was waited for; traces know it by the name of the call.</summary>
    /// <exception cref="DeviceException">it failed, or did not end within its limit</exception>
    public static async Task<T> Within<T>(
        this TimeProvider time, string call, string what, TimeSpan limit, Func<CancellationToken, Task<T>> verb, CancellationToken cancel)
    {
        using var span = DitherSpans.Call(call);
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, clock.Token);
        try
        {
            return await verb(either.Token);
        }
        catch (Exception e)
        {
            var failure = cancel.IsCancellationRequested ? e : Failure(what, limit, clock.IsCancellationRequested, e);
            span.Fail(failure.Message);
            if (failure == e)
                throw;
            throw failure;
        }
    }

    private static Exception Failure(string what, TimeSpan limit, bool overdue, Exception e) =>
        overdue ? new DeviceException(what, $"did not end within its limit of {limit.TotalSeconds:0} s.", e)
        : e is DeviceException ? e
        : new DeviceException(what, $"failed: {e.Message}", e);
}
