using MassTransit;
using Sync.Contracts;

namespace Sync.Tests;

/// <summary>Reads what a role says to the scheduler, and lets a test wait for it.</summary>
internal sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly List<object> heard = [];
    private TaskCompletionSource more = New();

    public IReadOnlyList<T> All<T>()
    {
        lock (gate)
            return [.. heard.OfType<T>()];
    }

    /// <summary>The first message that fits, said already or yet to come.</summary>
    public async Task<T> Hears<T>(Func<T, bool>? fits = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                var found = heard.OfType<T>().FirstOrDefault(m => fits is null || fits(m));
                if (found is not null)
                    return found;
                next = more.Task;
            }
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No such {typeof(T).Name} came; heard: {string.Join(", ", heard.Select(h => h.ToString()))}");
            }
        }
    }

    public void Add(object message)
    {
        TaskCompletionSource ring;
        lock (gate)
        {
            heard.Add(message);
            (ring, more) = (more, New());
        }
        ring.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What hands a message to the probe.</summary>
internal sealed class ProbeConsumer<T>(Probe probe) : IConsumer<T>
    where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        probe.Add(context.Message);
        return Task.CompletedTask;
    }
}

/// <summary>The scheduler's ears without the scheduler.</summary>
internal static class ProbeEndpoints
{
    public static void AddProbe(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ProbeConsumer<CameraReady>>().Endpoint(e => e.Name = Addresses.Round);
        bus.AddConsumer<ProbeConsumer<CameraNotReady>>().Endpoint(e => e.Name = Addresses.Round);
        bus.AddConsumer<ProbeConsumer<ShutterClosed>>().Endpoint(e => e.Name = Addresses.Round);
        bus.AddConsumer<ProbeConsumer<StepEnded>>().Endpoint(e => e.Name = Addresses.Event);
        bus.AddConsumer<ProbeConsumer<FrameSaved>>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<ProbeConsumer<FocusEnded>>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<ProbeConsumer<SolveEnded>>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<ProbeConsumer<FrameLost>>().Endpoint(e => e.Name = Addresses.Frames);
        bus.AddConsumer<ProbeConsumer<CameraHeartbeat>>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<ProbeConsumer<ReadinessReported>>().Endpoint(e => e.Name = Addresses.Checks);
        bus.AddConsumer<ProbeConsumer<ShutterOpened>>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<ProbeConsumer<SignHeard>>().Endpoint(e => e.Name = Addresses.Fleet);
        bus.AddConsumer<ProbeConsumer<SkyDisturbed>>().Endpoint(e => e.Name = Addresses.Night);
        bus.AddConsumer<ProbeConsumer<SkyUnsafe>>().Endpoint(e => e.Name = Addresses.Night);
        bus.AddConsumer<ProbeConsumer<SkySafe>>().Endpoint(e => e.Name = Addresses.Night);
        bus.AddConsumer<ProbeConsumer<SkySettled>>().Endpoint(e => e.Name = Addresses.Night);
        bus.AddConsumer<ProbeConsumer<MoveFailed>>().Endpoint(e => e.Name = Addresses.Night);
    }
}
