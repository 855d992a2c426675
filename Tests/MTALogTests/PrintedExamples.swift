/// The log examples of the Messaging Server 6 2005Q4 Administration Guide, chapter 21, as printed: folded, indented, with
/// callouts and remarks. Blanks at line ends are left out.
enum PrintedExamples {
    static let text = """
        # example 21-01
        19-Jan-1998 19:16:57.64 l            tcp_local    E 1         (1)
         adam@sesta.com rfc822;marlowe@siroe.com marlowe@siroe.com     (2)

         19-Jan-1998 19:17:01.16 tcp_local                  D 1        (3)
         adam@sesta.com rfc822;marlowe@siroe.com marlowe@siroe.com     (4)
         dns;thor.siroe.com
         (TCP|206.184.139.12|2788|192.160.253.66|25)                   (5)
         (THOR.SIROE.COM -- Server ESMTP [iMS V5.0 #8694])             (6)
         smtp;250 2.1.5 marlowe@siroe.com and options OK.              (7)

        # example 21-02
        19-Jan-1998 19:16:57.64 l            tcp_local    E 1
          adam@sesta.com rfc822;marlowe@siroe.com marlowe@siroe.com
          /imta/queue/tcp_local/ZZ01ISKLSKLZLI90N15M.00
           <01ISKLSKC2QC90N15M@sesta.com>    (1)

         19-Jan-1998 19:17:01.16 tcp_local                  D 1
          adam@sesta.com rfc822;marlowe@siroe.com marlowe@siroe.com
          /imta/queue/tcp_local/Z01ISKLSKLZLI90N15M.00
            <01ISKLSKC2QC90N15M@sesta.com>   (2)
          dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25)
          (THOR.SIROE.COM -- Server ESMTP [iMS V5.0 #8694])
          smtp;250 2.1.5 marlowe@siroe.com and options OK.

        # example 21-04
        19-JAN-1998 20:49:04 l            tcp_local    E 1
          adam@sesta.com rfc822;user@very.bogus.com user@very.bogus.com
          imta/queue/tcp_local/ZZ01ISKP0S0LVQ94DU0K.00
         <01ISKP0RYMAS94DU0K@SESTA.COM>

        19-JAN-1998 20:49:33 tcp_local    process      E 1                (1)
         rfc822;adam@sesta.com adam@sesta.com                             (2)
         imta/queue/process/ZZ01ISKP0S0LVQ94DTZB.00
         <01ISKP22MW8894DTAS@SESTA.COM>,<01ISKP0RYMAS94DU0K@SESTA.COM>    (3)

        # example 21-05
        20-JAN-1998 13:11:05 l            tcp_local    E 1
          adam@sesta.com rfc822;nonesuch@siroe.com nonesuch@siroe.com
          imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00
          <01ISLNBAWV3094DUWH@sesta.com>

        20-JAN-1998 13:11:08 tcp_local    process      E 1
          rfc822;adam@sesta.com adam@sesta.com
          imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00
          <01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>

         20-JAN-1998 13:11:08 tcp_local    process      E 1
          rfc822;postmaster@sesta.com postmaster@sesta.com
          imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00
          <01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>

        20-JAN-1998 13:11:11 tcp_local                  R 1       (1)
          adam@sesta.com rfc822;nonesuch@siroe.com nonesuch@siroe.com
          imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00
          <01ISLNBAWV3094DUWH@sesta.com>
          dns;thor.siroe.com
          (TCP|206.184.139.12|2788|192.160.253.66|25)             (2)
          (THOR.SIROE.COM -- Server ESMTP [iMS V5.0 #8694])
          smtp; 553 unknown or illegal user: nonesuch@siroe.com   (3)

        20-JAN-1998 13:11:12 process      l            E 3
          rfc822;adam@sesta.com adam
          imta/queue/l/ZZ01ISLNBGND1094DQDP.00
          <01ISLNBFKIDS94DUJ8@sesta.com>

        # example 21-06
        28-May-1998 12:02:23 tcp_local            J 0               (1)
         harold@varrius.com rfc822; alan@very.bogus.com             (2)
         550 5.7.1 Relaying not permitted: alan@very.bogus.com      (3)

        # example 21-07
        15-Jan-1998 10:31:05.18 tcp_internal   tcp_local   E 3          (1)
         adam@hosta.sesta.com rfc822;user@some.org user@some.org
         imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00
         <01IRUD7SVA3Q9UN2D4@sesta.com>

        15-Jan-1998 10:31:10.37 tcp_local                  Q 3          (2)
         adam@hosta.sesta.com rfc822;user@some.org user@some.org
         imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00                   (3)
         <01IRUD7SVA3Q9UN2D4@sesta.com>
         TCP active open: Failed connect()    Error: no route to host   (4)

             ...several hours worth of entries...

        15-Jan-1998 12:45:39.48 tcp_local                  Q 3          (5)
          adam@hosta.sesta.com rfc822;user@some.org user@some.org
          imta/queue/tcp_local/ZY01IS3D2ZP7FQ9UN54R.00                  (6)
          <01IRUD7SVA3Q9UN2D4@sesta.com>
          TCP active open: Failed connect()    Error: no route to host

          ...several hours worth of entries...

         15-Jan-1998 16:45:24.72 tcp_local                  Q 3
          adam@hosta.sesta.com rfc822;user@some.org user@some.org
          imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00                  (7)
                           <01IRUD7SVA3Q9UN2D4@sesta.com>
          TCP active open: Failed connect() Error: connection refused   (8)

          ...several hours worth of entries...

         15-Jan-1998 20:45:51.55 tcp_local                  D 3         (9)
          adam@hosta.sesta.com rfc822;user@some.org user@some.org
          imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00
          <01IRUD7SVA3Q9UN2D4@sesta.com>
          dns;host.some.org (TCP|206.184.139.12|2788|192.1.1.1|25)
          (All set, fire away)
          smtp; 250 Ok

        # example 21-08
        04-Feb-1998 00:06:26.72 tcp_local    conversion   E 9      (1)
          amy@siroe.edu rfc822;bert@sesta.com bert@sesta.com
          imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00
          <01IT5UALL14498518O@siroe.edu>

         04-Feb-1998 00:06:29.06 conversion   l            E 9     (2)
                           amy@siroe.edu rfc822;bert@sesta.com bert
          imta/queue/l/ZZ01IT5UAOXLDW98509E.00  <01IT5STUMUFO984Z8L@siroe.edu>

        04-Feb-1998 00:06:29.31 conversion                D 9      (3)
         amy@siroe.edu rfc822;bert@sesta.com bert
         imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00
         <01IT5UALL14498518O@siroe.edu>

         04-Feb-1998 00:06:32.62 l                         D 9     (4)
          amy@siroe.edu rfc822;bert@siroe.com bert
          imta/queue/l/ZZ01IT5UAOXLDW98509E.00
          <01IT5STUMUFO984Z8L@siroe.edu>

        # example 21-10
        19-Feb-1998 17:02:08.70 tcp_local    +            O          (1)
         TCP|206.184.139.12|25|192.160.253.66|1244 SMTP              (2)

        19-Feb-1998 17:02:26.65 tcp_local    l             E 1
         service@siroe.com rfc822;adam@sesta.com adam
         THOR.SIROE.COM (THOR.SIROE.COM [192.160.253.66])            (3)

         19-Feb-1998 17:02:27.05 tcp_local    +             C        (4)
                           TCP|206.184.139.12|25|192.160.253.66|1244 SMTP

        19-Feb-1998 17:02:31.73 l                          D 1
          service@siroe.com rfc822;adam@sesta.com adam

        """
}
