using System.Diagnostics;

namespace Sync.Tests.Integration.Compose;

/// <summary>docker-compose on the project's own files, with those of the test over them, as a project of its own.</summary>
internal sealed class Containers(string project, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <returns>what it said</returns>
    public Task<string> Compose(params string[] arguments) => Run("docker-compose", ["-p", project, .. Files(), .. arguments]);

    public Task<string> Docker(params string[] arguments) => Run("docker", arguments);

    /// <summary>Where the files of a named volume are on this machine.</summary>
    public async Task<string> Volume(string name) => (await Docker("volume", "inspect", "-f", "{{.Mountpoint}}", $"{project}_{name}")).Trim();

    /// <returns>of each service its state, such as "running healthy" or "exited 0"</returns>
    public async Task<IReadOnlyDictionary<string, string>> States()
    {
        var ids = Lines(await Docker("ps", "-a", "-q", "--filter", $"label=com.docker.compose.project={project}"));
        const string form = "{{index .Config.Labels \"com.docker.compose.service\"}} {{.State.Status}} {{if eq .State.Status \"exited\"}}{{.State.ExitCode}}{{else if .State.Health}}{{.State.Health.Status}}{{end}}";
        var lines = ids.Count == 0 ? [] : Lines(await Docker(["inspect", "-f", form, .. ids]));
        return lines.Select(l => l.Split(' ', 2)).ToDictionary(p => p[0], p => p[1]);
    }

    public async Task<string> Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? said[0] : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said[1]}{said[0]}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Limit.TotalMinutes:0} minutes.");
        }
    }

    private static IEnumerable<string> Files() =>
        new[] { "deploy/docker-compose.yml", "deploy/docker-compose.sqlite.yml", "deploy/camera-agents.yml", "tests/compose/rehearsal.yml" }
            .SelectMany(f => new[] { "-f", Path.Combine(Root, f) });

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Sync.sln")) ? directory : FindRoot(Path.GetDirectoryName(directory) ?? throw new FileNotFoundException("No Sync.sln above the tests."));
}
