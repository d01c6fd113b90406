using Spectre.Console;

namespace Sync.Host.Nights;

/// <summary>Tells of the night while it goes on.</summary>
internal interface INightScreen : IAsyncDisposable
{
    /// <summary>Something that the operator must read.</summary>
    void Say(string sentence);
}

/// <summary>Which screen suits where the output goes.</summary>
internal static class NightScreen
{
    public static INightScreen For(NightRun night, HostSettings settings)
    {
        var plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return plain || !AnsiConsole.Profile.Capabilities.Ansi ? new LineScreen(night, settings, Console.Out) : new LiveScreen(new NightWatch(night, settings), AnsiConsole.Console);
    }
}
