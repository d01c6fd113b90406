using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.CameraAgent.Checks;
using Sync.CameraAgent.Steps;

namespace Sync.CameraAgent;

/// <summary>The agents of this process, and their lives: each works until the process stops, and a slow one does not hold up the others.</summary>
public sealed partial class CameraAgents : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, Station> stations;
    private readonly ILogger<CameraAgents> log;
    private Task working = Task.CompletedTask;

    internal CameraAgents(IServiceProvider services, AgentNames names, TelescopeFactory telescopes, ILogger<CameraAgents> log)
    {
        this.log = log;
        stations = names.Names.ToDictionary(
            n => n, n => ActivatorUtilities.CreateInstance<Station>(services, telescopes(n)), StringComparer.Ordinal);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        working = Task.WhenAll([.. stations.Values.Select(s => s.Run(stop.Token))]);
        return Task.CompletedTask;
    }

    /// <summary>Closes all shutters; a frame that is being read out or saved is finished, within the time that the host gives.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await working.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    /// <returns>null when no such agent runs here; then it has been logged</returns>
    internal CameraAgent? Find(string camera) => At(camera)?.Agent;

    /// <inheritdoc cref="Find"/>
    internal Readiness? Readiness(string camera) => At(camera)?.Readiness;

    /// <inheritdoc cref="Find"/>
    internal StepDesk? Steps(string camera) => At(camera)?.Steps;

    private Station? At(string camera)
    {
        if (stations.TryGetValue(camera, out var station))
            return station;
        NotHere(log, camera, string.Join(", ", stations.Keys));
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message for camera {Camera} came to a process that runs {Cameras}; it was dropped. See that no two processes read one endpoint.")]
    private static partial void NotHere(ILogger log, string camera, string cameras);
}
