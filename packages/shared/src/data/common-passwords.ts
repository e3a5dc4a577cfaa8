/** Passwords of ten characters and more that lists of guesses begin with; shorter ones are refused for their length. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv qwertyuiop123 qwerty123456 qwerty12345
q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3 1234567890a a1234567890 abc1234567 abcd123456 abcd1234567 abcde12345 asdf123456 asdfghjkl123
a123456789 a12345678910 aa123456789 aa1234567890 qq123456789 qq1234567890 zxcvbnm123 zxcvbnm123456 12345qwert 123456qwerty
123456789a 123456789abc 1234567890abc 123456789q 123456789qq 123123123123 1231231234 123321123321 112233445566 1122334455 987654321a
password12 password123 password1234 password12345 passw0rd123 p4ssw0rd123 mypassword mypassword1 newpassword thepassword passwordpassword
changeme123 changemenow letmein123 letmein1234 welcome123 welcome1234 welcome2024 welcome2025 welcome2026 iloveyou123 iloveyou1314 iloveyou520
administrator admin12345 admin123456 admin1234567 admin123admin adminadmin admin888888 root123456 rootroot123 superadmin1 superman123 sunshine123
princess123 football123 baseball123 basketball michael123 jennifer123 trustno1trustno1 dragon123456 monkey123456 master123456 shadow123456
test123456 testtest123 temp123456 guest123456 user123456 login123456 default123 secret1234 secret12345 company123 dossier123 dossierdossier
woaini1314 woaini520 woaini1314520 woaini123456 5201314520 52013145201314 1314520520 zhongguo123 beijing2008 shanghai123 wangwei123 zhangwei123
aini1314520 qwe123456789 qwe1234567 asd123456789 zxc123456789 abc123456789 abc1234567890 aaa123456789 ggg123456789 wang123456 zhang123456 li123456789
liu123456789 chen123456 yang123456 taobao1234 taobao123456 alipay123456 qaz123456789 147258369a 147258369147 1472583690 159357456852 789456123a
7894561230 qweasdzxc123 qweasdzxc1 1qazxsw23edc google123456 facebook123 samsung123 starwars123 computer123 internet123 whatever123 killer123456`.split(
    /\s+/,
  ),
);
