using Sync.Host.Commands;

namespace Sync.Tests.Host;

/// <summary>What the program said when it was asked something.</summary>
internal sealed record Spoken(int Code, string Output, string Error)
{
    public static async Task<Spoken> By(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return new Spoken(await CommandLine.Run(arguments), said.ToString(), complained.ToString().TrimEnd());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    public void Refused(string sentence)
    {
        Assert.Equal((CommandLine.Failed, sentence), (Code, Error));
        Assert.Equal("", Output);
    }

    public Spoken Done()
    {
        Assert.Equal((CommandLine.Done, ""), (Code, Error));
        return this;
    }
}
