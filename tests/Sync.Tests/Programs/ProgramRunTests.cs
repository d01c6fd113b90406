using Sync.Programs;

namespace Sync.Tests.Programs;

public class ProgramRunTests
{
    [Fact]
    public async Task Arguments_are_handed_over_as_they_are() =>
        Assert.Null(await Run("test", "a b; exit 1", "=", "a b; exit 1"));

    [Fact]
    public async Task A_program_that_fails_is_named_with_its_exit_code_and_not_with_its_arguments() =>
        Assert.Equal("sh ended with exit code 7.", await Run("sh", "-c", "echo much >&2; exit 7", "secret"));

    [Fact]
    public async Task A_program_that_is_not_there_is_named() =>
        Assert.StartsWith("no-such-program could not be started: ", await Run("no-such-program"));

    [Fact]
    public async Task A_program_that_takes_too_long_is_ended() =>
        Assert.Equal("sleep was ended, for it had run for 0.2 s.", await ProgramRun.Run("sleep", ["100"], TimeSpan.FromSeconds(0.2), CancellationToken.None));

    private static Task<string?> Run(string program, params string[] arguments) =>
        ProgramRun.Run(program, arguments, TimeSpan.FromSeconds(20), CancellationToken.None);
}
