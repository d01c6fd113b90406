using Sync.CameraAgent.Exposures;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host;

[Collection("The program")]
public sealed class NightProcessTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly ScratchDirectory folder = new();

    private NightBooks Books => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_interrupted_night_finishes_its_exposures_and_ends_in_order()
    {
        using var sync = Night(600);
        await sync.Line("Ready for the night.");
        await sync.Line("Round 1 on");
        sync.Signal(SyncProcess.Interrupt);
        await sync.Line("Ctrl+C again aborts them");
        Assert.Equal(0, await sync.Ended(Soon));
        await sync.Line("The night is over: The operator stopped it.");
        Assert.Equal(["Ended"], Books.Nights);
        Assert.Equal([JournalState.Saved], Books.FrameStates);
        Assert.DoesNotContain("Pending", Books.States);
        Books.AssertNothingIsLostOrTwice();
    }

    [Fact]
    public async Task A_second_interrupt_aborts_the_exposures()
    {
        using var sync = Night(20);
        await sync.Line("Round 1 on");
        sync.Signal(SyncProcess.Interrupt);
        await sync.Line("Ctrl+C again aborts them");
        sync.Signal(SyncProcess.Interrupt);
        Assert.Equal(0, await sync.Ended(Soon));
        Assert.Equal(["Ended"], Books.Nights);
        Assert.Empty(Books.Frames);
        Assert.All(Books.Released, r => Assert.Equal("The operator aborted it.", r));
    }

    [Fact]
    public async Task After_a_kill_the_night_goes_on_where_it_was_left()
    {
        string left;
        using (var killed = Night(600))
        {
            await killed.Line("Round 1 on");
            left = await killed.Line("Round 2 on");
            await killed.Killed();
        }
        Assert.NotEqual(["Ended"], Books.Nights);
        using var sync = Night(600);
        var next = await sync.Line("Round ");
        Assert.True(string.CompareOrdinal(next[..8], left[..8]) >= 0, $"{next} was said after {left}");
        await sync.Line("Round 4 on");
        sync.Signal(SyncProcess.Interrupt);
        Assert.Equal(0, await sync.Ended(Soon));
        Assert.Equal(["Ended"], Books.Nights);
        Assert.NotEmpty(Books.Frames);
        Assert.Empty(Books.OpenAllotments);
        Assert.DoesNotContain("Pending", Books.States);
        Books.AssertNothingIsLostOrTwice();
    }

    [Fact]
    public async Task The_next_run_is_another_night_and_its_frames_are_added()
    {
        for (var night = 1; night <= 2; night++)
        {
            using var sync = Night(600);
            await sync.Line("Round 2 on");
            sync.Signal(SyncProcess.Interrupt);
            Assert.Equal(0, await sync.Ended(Soon));
            Assert.Equal(Enumerable.Repeat("Ended", night), Books.Nights);
            Assert.Equal(night, Books.Worlds.Count);
            Books.AssertNothingIsLostOrTwice();
        }
    }

    private SyncProcess Night(int speed) => SyncProcess.Start("--data", folder.Path, "--speed", $"{speed}");
}
