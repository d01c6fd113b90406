using Spectre.Console;
using Sync.Host.Reports;

namespace Sync.Tests.Host.Reports;

public sealed class WaitBarsTests
{
    [Fact]
    public async Task What_is_waited_for_is_shown_and_the_result_is_that_of_the_work()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(text) });
        var time = new FakeTime();
        var result = await new WaitBars(console, time).Show(async say =>
        {
            say(new("Exposing [L] 10 s", TimeSpan.FromSeconds(10)));
            await time.Awaited(TimeSpan.FromMilliseconds(100));
            say(new("Reading out"));
            return 7;
        });
        Assert.Equal(7, result);
        Assert.Contains("Reading out", text.ToString());
    }

    [Fact]
    public async Task Where_nobody_looks_only_the_work_is_done() =>
        Assert.Equal("done", await new WaitBars(null, new FakeTime()).Show(say =>
        {
            say(new("Connecting"));
            return Task.FromResult("done");
        }));

    [Fact]
    public async Task Work_that_fails_fails() =>
        await Assert.ThrowsAsync<IOException>(() => new WaitBars(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }), new FakeTime()).Show<int>(_ => throw new IOException("no")));
}
