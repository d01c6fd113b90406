using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sync.Tests.Host;

/// <summary>The program itself, as a person starts it, with its output redirected.</summary>
internal sealed class SyncProcess : IDisposable
{
    public const int Interrupt = 2;
    private const int KillNow = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly SemaphoreSlim news = new(0);
    private int read;

    private SyncProcess(Process process) => this.process = process;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public static SyncProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="variables">of its environment, beside those of this process</param>
    /// <param name="arguments">as on the command line</param>
    public static SyncProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "sync.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var sync = new SyncProcess(new Process { StartInfo = start });
        sync.process.OutputDataReceived += (_, e) => sync.Hear(e.Data);
        sync.process.ErrorDataReceived += (_, e) => sync.Hear(e.Data);
        sync.process.Start();
        sync.process.BeginOutputReadLine();
        sync.process.BeginErrorReadLine();
        return sync;
    }

    /// <summary>The next line with these words, of those that were not looked at yet.</summary>
    public async Task<string> Line(string words)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            while (Lines.ElementAtOrDefault(read) is { } line)
            {
                read++;
                if (line.Contains(words, StringComparison.Ordinal))
                    return line;
            }
            try
            {
                await news.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"\"{words}\" was not said, but: {string.Join('\n', Lines)}");
            }
        }
    }

    public void Signal(int number) => Assert.Equal(0, Kill(process.Id, number));

    public async Task Killed()
    {
        Signal(KillNow);
        await process.WaitForExitAsync();
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> Ended(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It did not end within {within}: {string.Join('\n', Lines)}");
        }
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
        news.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
        news.Release();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
